import { MissingPage } from "@/components/MissingPage";
import { SiteHeader } from "@/components/SiteHeader";
import { WalletIsland } from "@/features/wallet/WalletIsland";
import { appStrings } from "@/strings/app";

export const metadata = { title: appStrings.missing.title };

/** An address that no route has, which is outside every group's layout. */
export default function NotFound() {
	return (
		<>
			<SiteHeader wallet={<WalletIsland />} />
			<MissingPage />
		</>
	);
}

import type { ReactNode } from "react";
import { SiteHeader } from "@/components/SiteHeader";
import { WalletIsland } from "@/features/wallet/WalletIsland";

/** Pages that need no wallet: its code arrives after the page, for the button alone. */
export default function LightLayout({ children }: { children: ReactNode }) {
	return (
		<>
			<SiteHeader wallet={<WalletIsland />} />
			{children}
		</>
	);
}

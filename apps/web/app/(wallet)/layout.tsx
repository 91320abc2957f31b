import type { ReactNode } from "react";
import { Page } from "@/components/Page";
import { SiteHeader } from "@/components/SiteHeader";
import { Skeleton, SkeletonRows } from "@/components/Skeleton";
import { ConnectionLine } from "@/features/connection/ConnectionLine";
import { LinePlace } from "@/features/connection/FloatingLine";
import { NetworkLine } from "@/features/connection/NetworkLine";
import { WalletButton, WalletPlaceholder } from "@/features/wallet/WalletButton";
import { WalletProviders } from "@/features/wallet/WalletProviders";

/** Pages that read or use the wallet. */
export default function WalletLayout({ children }: { children: ReactNode }) {
	return (
		<WalletProviders pending={<Pending />}>
			<SiteHeader wallet={<WalletButton />} />
			<LinePlace>
				<ConnectionLine otherwise={<NetworkLine />} />
			</LinePlace>
			{children}
		</WalletProviders>
	);
}

function Pending() {
	return (
		<>
			<SiteHeader wallet={<WalletPlaceholder />} />
			<Page>
				<Skeleton className="mb-6 h-8 w-48" />
				<SkeletonRows />
			</Page>
		</>
	);
}

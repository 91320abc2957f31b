"use client";
import dynamic from "next/dynamic";
import { Button } from "@/components/Button";

const placeholder = (
	<Button size="sm" variant="secondary" disabled>
		Wallet
	</Button>
);

/** The wallet button with providers of its own, fetched after the page is shown. */
export const WalletIsland = dynamic(
	async () => {
		const [{ WalletButton }, { WalletProviders }] = await Promise.all([
			import("./WalletButton"),
			import("./WalletProviders"),
		]);
		return function Wallet() {
			return (
				<WalletProviders pending={placeholder}>
					<WalletButton />
				</WalletProviders>
			);
		};
	},
	{ ssr: false, loading: () => placeholder },
);

"use client";
import "@rainbow-me/rainbowkit/styles.css";
import "@/app/rainbowkit-theme.css";
import { RainbowKitProvider } from "@rainbow-me/rainbowkit";
import type { ReactNode } from "react";
import { WagmiProvider } from "wagmi";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { WalletAvatar } from "./WalletAvatar";
import { wagmiConfig } from "./wagmiConfig";

/**
 * Wallet state for what stands inside. It waits for GET /config, which says whether this is a devnet
 * and so whether there is a burner wallet to reconnect; without a matcher it goes on without one.
 */
export function WalletProviders({
	children,
	pending,
}: {
	children: ReactNode;
	pending: ReactNode;
}) {
	const runtime = useRuntimeConfig();
	const grid = useGridConfig();
	if (grid.isPending && grid.failureCount === 0) return pending;
	const devnet = grid.data?.devnet ?? false;
	return (
		<WagmiProvider key={String(devnet)} config={wagmiConfig(runtime, devnet)}>
			<RainbowKitProvider theme={null} modalSize="compact" avatar={WalletAvatar}>
				<div data-rk="" className="contents">
					{children}
				</div>
			</RainbowKitProvider>
		</WagmiProvider>
	);
}

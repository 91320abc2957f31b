"use client";
import "@rainbow-me/rainbowkit/styles.css";
import "@/app/rainbowkit-theme.css";
import { RainbowKitProvider } from "@rainbow-me/rainbowkit";
import type { ReactNode } from "react";
import { WalletAvatar } from "./WalletAvatar";
import { WalletState } from "./WalletState";

/** Wallet state and the wallet's dialogs for what stands inside. */
export function WalletProviders({
	children,
	pending,
}: {
	children: ReactNode;
	pending: ReactNode;
}) {
	return (
		<WalletState pending={pending}>
			<RainbowKitProvider theme={null} modalSize="compact" avatar={WalletAvatar}>
				<div data-rk="" className="contents">
					{children}
				</div>
			</RainbowKitProvider>
		</WalletState>
	);
}

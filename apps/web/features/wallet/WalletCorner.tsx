"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import { useEffect } from "react";
import { useAccount } from "wagmi";
import { WalletButton, WalletPlaceholder } from "./WalletButton";
import { WalletProviders } from "./WalletProviders";
import { useWalletWish, walletAsked } from "./walletWish";

/** The wallet button with providers of its own, and its dialog at once where that was asked for. */
export function WalletCorner() {
	return (
		<WalletProviders pending={<WalletPlaceholder />}>
			<AskAtOnce />
			<WalletButton />
		</WalletProviders>
	);
}

function AskAtOnce() {
	const asked = useWalletWish() === "ask";
	const { isConnected } = useAccount();
	const { openConnectModal } = useConnectModal();
	useEffect(() => {
		if (!asked || (openConnectModal === undefined && !isConnected)) return;
		openConnectModal?.();
		walletAsked();
	}, [asked, isConnected, openConnectModal]);
	return null;
}

"use client";
import { useEffect, useSyncExternalStore } from "react";
import { whenIdle } from "@/lib/whenIdle";

/** What this tab wants of the wallet's code: nothing, to have it, or to have it ask at once. */
export type WalletWish = "none" | "use" | "ask";

/** Where wagmi remembers the wallet that was connected last. */
const rememberedKey = "wagmi.recentConnectorId";

let wish: WalletWish = "none";
const listeners = new Set<() => void>();

function change(next: WalletWish): void {
	if (wish === next) return;
	wish = next;
	for (const listener of listeners) listener();
}

/** Someone pressed "connect": the code comes, and its dialog with it. */
export const askForWallet = () => change("ask");

/** The dialog is there. */
export const walletAsked = () => change("use");

/** A page that needs a wallet has loaded its code: others of this tab use it from now on. */
export const walletLoaded = () => {
	if (wish === "none") change("use");
};

function remembered(): boolean {
	try {
		return localStorage.getItem(rememberedKey) !== null;
	} catch {
		return false; // no storage, so no wallet is remembered either
	}
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/**
 * Whether a page that doesn't need a wallet should have one all the same: once somebody presses
 * "connect", and for those who had one connected before, as soon as the page has loaded and rests.
 */
export function useWalletWish(): WalletWish {
	useEffect(() => {
		if (wish === "none" && remembered()) return whenIdle(walletLoaded);
	}, []);
	return useSyncExternalStore(
		subscribe,
		() => wish,
		() => "none",
	);
}

"use client";
import dynamic from "next/dynamic";
import { Button } from "@/components/Button";
import { walletStrings } from "@/strings/wallet";
import { askForWallet, useWalletWish } from "./walletWish";

const load = () => import("./WalletCorner").then((module) => module.WalletCorner);
const WalletCorner = dynamic(load, { ssr: false, loading: () => <Standing busy /> });
const preload = () => void load().catch(() => {}); // pressing it tries again

/**
 * The wallet's place on pages that need none: a button, whose code and dialog come when it is pressed,
 * or when the page rests and this browser had a wallet connected before.
 */
export function WalletIsland() {
	const wish = useWalletWish();
	return wish === "none" ? <Standing /> : <WalletCorner />;
}

/** As large as the button that it stands in for, so that nothing moves. */
function Standing({ busy = false }: { busy?: boolean }) {
	return (
		<Button
			size="sm"
			data-testid="rk-connect-button"
			disabled={busy}
			onPointerEnter={preload}
			onFocus={preload}
			onClick={askForWallet}
		>
			{walletStrings.connect}
		</Button>
	);
}

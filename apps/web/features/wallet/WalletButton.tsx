"use client";
import { ConnectButton } from "@rainbow-me/rainbowkit";
import { Button } from "@/components/Button";
import { shortId } from "@/lib/shortId";
import { walletStrings } from "@/strings/wallet";
import { FaucetButton } from "./FaucetButton";
import { TokenBalance } from "./TokenBalance";
import { useFaucetOffer } from "./useFaucet";

/** Connects a wallet, or shows the connected one with its balance. */
export function WalletButton() {
	const offer = useFaucetOffer();
	return (
		<ConnectButton.Custom>
			{({ account, chain, mounted, openAccountModal, openChainModal, openConnectModal }) => {
				if (!mounted) return <WalletPlaceholder />;
				if (!account || !chain)
					return (
						<Button size="sm" data-testid="rk-connect-button" onClick={openConnectModal}>
							{walletStrings.connect}
						</Button>
					);
				if (chain.unsupported)
					return (
						<Button
							size="sm"
							variant="danger"
							data-testid="rk-wrong-network-button"
							onClick={openChainModal}
						>
							{walletStrings.wrongNetwork}
						</Button>
					);
				return (
					<>
						{offer === "low" ? <FaucetButton className="hidden md:inline-flex" /> : null}
						<Button
							size="sm"
							variant="secondary"
							data-testid="rk-account-button"
							aria-label={walletStrings.walletOf(account.address)}
							onClick={openAccountModal}
						>
							<TokenBalance className="hidden sm:inline" />
							<span className="font-mono text-xs text-ink-2">{shortId(account.address)}</span>
						</Button>
					</>
				);
			}}
		</ConnectButton.Custom>
	);
}

/** The button's place while the wallet's code or state is on its way. */
export function WalletPlaceholder() {
	return (
		<Button size="sm" variant="secondary" disabled>
			{walletStrings.wallet}
		</Button>
	);
}

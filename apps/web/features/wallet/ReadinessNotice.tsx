"use client";
import { useChainModal, useConnectModal } from "@rainbow-me/rainbowkit";
import { Button } from "@/components/Button";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { FaucetButton } from "./FaucetButton";
import type { Readiness } from "./useReadiness";

/** What stands between the wallet and a payment, and the way past it. Nothing when all is well. */
export function ReadinessNotice({ readiness, amount }: { readiness: Readiness; amount: bigint }) {
	const { chainName } = useRuntimeConfig();
	const { openConnectModal } = useConnectModal();
	const { openChainModal } = useChainModal();
	switch (readiness.kind) {
		case "ready":
		case "checking":
			return null;
		case "offline":
			return (
				<Notice tone="warn" title="The matcher is out of reach" testId="matcher-offline">
					Nothing can be posted until it answers. This page keeps asking.
				</Notice>
			);
		case "otherChain":
			return (
				<Notice tone="bad" title="This site and its matcher work on different chains">
					The matcher is on chain {readiness.matcherChain}. Whoever runs this site has to set
					TABGRID_CHAIN_ID.
				</Notice>
			);
		case "disconnected":
			return (
				<Notice
					title="Connect a wallet to pay"
					testId="connect-first"
					actions={
						<Button size="sm" onClick={openConnectModal}>
							Connect wallet
						</Button>
					}
				>
					The job belongs to the wallet that pays for it.
				</Notice>
			);
		case "wrongNetwork":
			return (
				<Notice
					tone="warn"
					title="Your wallet is on another network"
					testId="wrong-network"
					actions={
						<Button size="sm" onClick={openChainModal}>
							Switch network
						</Button>
					}
				>
					This grid works on {chainName}.
				</Notice>
			);
		case "tooFewTokens":
			return (
				<Notice
					tone="warn"
					title="Not enough in the wallet"
					testId="insufficient-funds"
					actions={readiness.devnet ? <FaucetButton /> : undefined}
				>
					Escrow takes <Money amount={amount} />, and the wallet holds{" "}
					<Money amount={readiness.held} />.
				</Notice>
			);
		case "noGas":
			return (
				<Notice
					tone="warn"
					title="No ether for gas"
					testId="no-gas"
					actions={readiness.devnet ? <FaucetButton /> : undefined}
				>
					The transaction itself costs a little ether.
				</Notice>
			);
	}
}

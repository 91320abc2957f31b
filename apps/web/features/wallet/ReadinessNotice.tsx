"use client";
import { useChainModal, useConnectModal } from "@rainbow-me/rainbowkit";
import { Button } from "@/components/Button";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { walletStrings } from "@/strings/wallet";
import { FaucetButton } from "./FaucetButton";
import type { Readiness } from "./useReadiness";

const words = walletStrings.readiness;

/** What stands between the wallet and a payment, and the way past it. Nothing when all is well. */
export function ReadinessNotice({
	readiness,
	amount,
	purpose = "job",
}: {
	readiness: Readiness;
	amount: bigint;
	/** What the money is for. */
	purpose?: keyof typeof words.purposes;
}) {
	const own = words.purposes[purpose];
	const { chainName } = useRuntimeConfig();
	const { openConnectModal } = useConnectModal();
	const { openChainModal } = useChainModal();
	switch (readiness.kind) {
		case "ready":
		case "checking":
			return null;
		case "offline":
			return (
				<Notice tone="warn" title={words.offlineTitle} testId="matcher-offline">
					{own.offline}
				</Notice>
			);
		case "otherChain":
			return (
				<Notice tone="bad" title={words.otherChainTitle}>
					{words.otherChain(readiness.matcherChain)}
				</Notice>
			);
		case "disconnected":
			return (
				<Notice
					title={own.disconnectedTitle}
					testId="connect-first"
					actions={
						<Button size="sm" onClick={openConnectModal}>
							{walletStrings.connect}
						</Button>
					}
				>
					{own.disconnected}
				</Notice>
			);
		case "wrongNetwork":
			return (
				<Notice
					tone="warn"
					title={words.otherNetworkTitle}
					testId="wrong-network"
					actions={
						<Button size="sm" onClick={openChainModal}>
							{words.switch}
						</Button>
					}
				>
					{words.otherNetwork(chainName)}
				</Notice>
			);
		case "tooFewTokens":
			return (
				<Notice
					tone="warn"
					title={words.tooFewTitle}
					testId="insufficient-funds"
					actions={readiness.devnet ? <FaucetButton /> : undefined}
				>
					{own.takes} <Money amount={amount} />
					{words.holds} <Money amount={readiness.held} />
					{words.end}
				</Notice>
			);
		case "noGas":
			return (
				<Notice
					tone="warn"
					title={words.noGasTitle}
					testId="no-gas"
					actions={readiness.devnet ? <FaucetButton /> : undefined}
				>
					{words.noGas}
				</Notice>
			);
	}
}

"use client";
import { useAccount, useSwitchChain } from "wagmi";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { explainWalletError } from "@/lib/explainWalletError";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { connectionStrings as words } from "@/strings/connection";
import { FloatingLine } from "./FloatingLine";

/** Says that the wallet is on another network, when it is, with the way out. */
export function NetworkLine() {
	const { chainId, chainName } = useRuntimeConfig();
	const account = useAccount();
	const switching = useSwitchChain();
	if (account.status !== "connected" || account.chainId === chainId) return null;
	const change = () =>
		switching.switchChain(
			{ chainId },
			{
				onError: (error) => toast.failed(words.notSwitched, explainWalletError(error).message),
			},
		);
	return (
		<FloatingLine testId="network-line" kind="network">
			{words.wrongNetwork(chainName)}
			<Button size="sm" data-testid="switch-network" busy={switching.isPending} onClick={change}>
				{switching.isPending ? words.switching : words.switchTo(chainName)}
			</Button>
		</FloatingLine>
	);
}

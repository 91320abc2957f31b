"use client";
import { useAccount } from "wagmi";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { useTokenBalance } from "./useTokenBalance";

/** Whether the wallet can pay, and if not, the first thing that is in the way. */
export type Readiness =
	| { readonly kind: "offline" }
	| { readonly kind: "otherChain"; readonly matcherChain: number }
	| { readonly kind: "disconnected" }
	| { readonly kind: "wrongNetwork" }
	| { readonly kind: "checking" }
	| { readonly kind: "tooFewTokens"; readonly held: bigint; readonly devnet: boolean }
	| { readonly kind: "noGas"; readonly devnet: boolean }
	| { readonly kind: "ready" };

/** Whether the connected wallet can pay `amount` minor units and the gas for it. */
export function useReadiness(amount: bigint): Readiness {
	const { chainId } = useRuntimeConfig();
	const account = useAccount();
	const grid = useGridConfig().data;
	const balance = useTokenBalance().data;
	if (!grid) return { kind: "offline" };
	if (grid.chainId !== chainId) return { kind: "otherChain", matcherChain: grid.chainId };
	if (account.status === "connecting" || account.status === "reconnecting")
		return { kind: "checking" };
	if (!account.address) return { kind: "disconnected" };
	if (account.chainId !== chainId) return { kind: "wrongNetwork" };
	if (balance === undefined) return { kind: "checking" };
	if (balance.tokens < amount)
		return { kind: "tooFewTokens", held: balance.tokens, devnet: grid.devnet };
	if (balance.wei === 0n) return { kind: "noGas", devnet: grid.devnet };
	return { kind: "ready" };
}

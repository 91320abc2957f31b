"use client";
import { Address } from "@tabgrid/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useAccount, usePublicClient } from "wagmi";
import { toast } from "@/components/Toast";
import { explainWalletError } from "@/lib/explainWalletError";
import { useGridConfig, useMatcher } from "@/lib/matcher/useMatcher";
import { formatMoney } from "@/lib/money";
import { walletStrings } from "@/strings/wallet";
import { useTokenBalance } from "./useTokenBalance";

/** Below this the faucet is offered unasked: 10 dollars. */
const lowTokens = 10_000_000n;

/** Whether there is a faucet for the connected wallet, and whether the wallet needs it. */
export function useFaucetOffer(): "none" | "low" | "enough" {
	const { address } = useAccount();
	const devnet = useGridConfig().data?.devnet ?? false;
	const balance = useTokenBalance().data;
	if (!devnet || !address || balance === undefined) return "none";
	return balance.tokens < lowTokens || balance.wei === 0n ? "low" : "enough";
}

/** Asks the devnet's faucet for gas money and test dollars, and waits until they are there. */
export function useFaucet() {
	const { address } = useAccount();
	const matcher = useMatcher();
	const client = usePublicClient();
	const queryClient = useQueryClient();
	const token = useGridConfig().data?.token;
	return useMutation({
		mutationFn: async () => {
			if (!address) throw new Error("Connect a wallet first.");
			const reply = await matcher.faucet(Address.parse(address));
			for (const hash of reply.txs)
				await client?.waitForTransactionReceipt({ hash: `0x${hash.slice(2)}` });
			await queryClient.invalidateQueries({ queryKey: ["tokenBalance"] });
			return reply;
		},
		onSuccess: (reply) =>
			toast.done(walletStrings.faucetSent(formatMoney(BigInt(reply.token), token))),
		onError: (error) => toast.failed(walletStrings.faucetFailed, explainWalletError(error).message),
	});
}

"use client";
import { Address, type GridConfig, type ProviderId, TabgridError } from "@tabgrid/protocol";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAccount, useConfig } from "wagmi";
import { toast } from "@/components/Toast";
import { signPermit } from "@/features/wallet/signPermit";
import { transactionToast } from "@/features/wallet/transactionToast";
import { useTransaction } from "@/features/wallet/useTransaction";
import { explainWalletError } from "@/lib/explainWalletError";
import { formatMoney } from "@/lib/money";
import { stakeStrings } from "@/strings/stake";
import { encodeAdd, encodeChange, type StakeChange } from "./encodeChange";

/** What a change is busy with, in the order in which it happens; only adding is signed for. */
export type StakeStep = keyof typeof stakeStrings.steps;

/** A change of the stake that is under way, or what can be asked for. */
export type ChangeStake = ReturnType<typeof useChangeStake>;

/** Changes the connected wallet's stake for a provider: a permit where it adds, and one transaction. */
export function useChangeStake(providerId: ProviderId, grid: GridConfig & { stakes: Address }) {
	const config = useConfig();
	const { address } = useAccount();
	const send = useTransaction();
	const { token } = grid;
	const [step, setStep] = useState<StakeStep | null>(null);

	async function encode({ kind, amount }: StakeChange) {
		const { operator, stakes } = grid;
		if (kind !== "add") return encodeChange(operator, providerId, { kind, amount });
		if (!address) throw new TabgridError("UNAUTHENTICATED", "Connect a wallet first.");
		setStep("sign");
		const permit = await signPermit(config, {
			chainId: grid.chainId,
			token: grid.token.address,
			owner: Address.parse(address),
			spender: stakes,
			value: amount,
		});
		return encodeAdd(operator, providerId, amount, permit);
	}

	const mutation = useMutation({
		mutationFn: async (change: StakeChange) => {
			setStep("confirm");
			const { transactionHash } = await send(grid.stakes, await encode(change), ({ step: now }) =>
				setStep(now === "sent" ? "wait" : "confirm"),
			);
			return transactionHash;
		},
		onSuccess: (hash, { kind, amount }) =>
			transactionToast(stakeStrings.done[kind](formatMoney(amount, token)), hash),
		onError: (error, { kind }) =>
			toast.failed(stakeStrings.failed[kind], explainWalletError(error).message),
		onSettled: () => setStep(null),
	});
	const busy = mutation.isPending ? (mutation.variables?.kind ?? null) : null;
	return { change: mutation.mutate, busy, step };
}

"use client";
import { TabgridError } from "@tabgrid/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Hash, Hex, TransactionReceipt } from "viem";
import { useConfig } from "wagmi";
import {
	call,
	getConnectorClient,
	sendTransaction,
	waitForTransactionReceipt,
} from "wagmi/actions";
import { refreshMoney } from "@/lib/matcher/useMatcher";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";

/** Told how far a transaction is. */
export type TransactionStep =
	| { readonly step: "confirm" }
	| { readonly step: "sent"; readonly hash: Hash };

/**
 * Sends an encoded call to one of the grid's contracts from the connected wallet and waits until it is
 * mined. The call is tried out first, so that a refusal is explained before the wallet asks for anything.
 * @returns the receipt of a successful transaction. Throws what explainWalletError explains.
 */
export function useTransaction() {
	const config = useConfig();
	const { chainId } = useRuntimeConfig();
	const queryClient = useQueryClient();
	return useCallback(
		async (
			to: Hex,
			data: Hex,
			onStep: (step: TransactionStep) => void = () => {},
		): Promise<TransactionReceipt> => {
			const { account } = await getConnectorClient(config, { chainId });
			await call(config, { account, to, data, chainId });
			onStep({ step: "confirm" });
			const hash = await sendTransaction(config, { to, data, chainId });
			onStep({ step: "sent", hash });
			const receipt = await waitForTransactionReceipt(config, { hash, chainId });
			if (receipt.status === "reverted")
				throw new TabgridError("CONFLICT", `The contract refused transaction ${hash}.`);
			await refreshMoney(queryClient);
			return receipt;
		},
		[config, chainId, queryClient],
	);
}

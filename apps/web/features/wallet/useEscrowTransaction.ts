"use client";
import { TabgridError } from "@tabgrid/protocol";
import { useCallback } from "react";
import type { Hex, TransactionReceipt } from "viem";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { type TransactionStep, useTransaction } from "./useTransaction";

/** {@link useTransaction} for calls to the escrow. */
export function useEscrowTransaction() {
	const send = useTransaction();
	const escrow = useGridConfig().data?.escrow;
	return useCallback(
		async (data: Hex, onStep?: (step: TransactionStep) => void): Promise<TransactionReceipt> => {
			if (escrow === undefined)
				throw new TabgridError("UNAVAILABLE", "The matcher has not named the escrow yet.");
			return send(escrow, data, onStep);
		},
		[send, escrow],
	);
}

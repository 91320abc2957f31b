"use client";
import { jobEscrowAbi } from "@tabgrid/contracts";
import type { Voucher } from "@tabgrid/protocol";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { encodeFunctionData } from "viem";
import { toast } from "@/components/Toast";
import { type TransactionStep, useEscrowTransaction } from "@/features/wallet/useEscrowTransaction";
import { explainError } from "@/lib/explainError";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { formatMoney } from "@/lib/money";
import { unredeemed } from "./useVouchers";

/** Vouchers that one transaction redeems at most; some 60k gas each. */
const batch = 100;

/** Cashes vouchers in: one with `redeem`, several with `redeemMany`. */
export function useRedeem() {
	const send = useEscrowTransaction();
	const token = useGridConfig().data?.token;
	const [step, setStep] = useState<TransactionStep["step"] | null>(null);
	const mutation = useMutation({
		mutationFn: async (vouchers: readonly Voucher[]) => {
			for (let from = 0; from < vouchers.length; from += batch)
				await send(encodeRedemption(vouchers.slice(from, from + batch)), (now) =>
					setStep(now.step),
				);
			return vouchers.reduce((total, voucher) => total + unredeemed(voucher), 0n);
		},
		onSuccess: (total) => toast.done(`${formatMoney(total, token)} arrived in your wallet`),
		onError: (error) => toast.failed("Nothing was redeemed", explainError(error).message),
		onSettled: () => setStep(null),
	});
	return { ...mutation, step };
}

function encodeRedemption(vouchers: readonly Voucher[]) {
	const [only] = vouchers;
	if (vouchers.length === 1 && only)
		return encodeFunctionData({
			abi: jobEscrowAbi,
			functionName: "redeem",
			args: [`0x${only.jobId.slice(2)}`, only.provider, BigInt(only.amount), only.signature],
		});
	return encodeFunctionData({
		abi: jobEscrowAbi,
		functionName: "redeemMany",
		args: [
			vouchers.map(({ jobId, provider, amount, signature }) => ({
				jobId: `0x${jobId.slice(2)}` as const,
				provider,
				amount: BigInt(amount),
				signature,
			})),
		],
	});
}

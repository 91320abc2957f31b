"use client";
import { jobEscrowAbi } from "@tabgrid/contracts";
import type { Voucher } from "@tabgrid/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { encodeFunctionData } from "viem";
import { toast } from "@/components/Toast";
import { useEscrowTransaction } from "@/features/wallet/useEscrowTransaction";
import type { TransactionStep } from "@/features/wallet/useTransaction";
import { explainWalletError } from "@/lib/explainWalletError";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { formatMoney } from "@/lib/money";
import { earningsStrings } from "@/strings/earnings";
import { redeemedToast } from "./redeemedToast";
import { afterPayment, unredeemed } from "./useVouchers";

/** Vouchers that one transaction redeems at most; some 60k gas each. */
const batch = 100;

/** Cashes vouchers in: one with `redeem`, several with `redeemMany`. */
export function useRedeem() {
	const send = useEscrowTransaction();
	const queryClient = useQueryClient();
	const token = useGridConfig().data?.token;
	const [step, setStep] = useState<TransactionStep["step"] | null>(null);
	const mutation = useMutation({
		mutationFn: async (vouchers: readonly Voucher[]) => {
			let hash = "";
			for (let from = 0; from < vouchers.length; from += batch) {
				const some = encodeRedemption(vouchers.slice(from, from + batch));
				hash = (await send(some, (now) => setStep(now.step))).transactionHash;
			}
			return { hash, total: vouchers.reduce((sum, voucher) => sum + unredeemed(voucher), 0n) };
		},
		onSuccess: ({ hash, total }, paid) => {
			// The matcher may be away, or behind the chain.
			queryClient.setQueriesData<Voucher[]>(
				{ queryKey: ["vouchers"] },
				(vouchers) => vouchers && afterPayment(vouchers, paid),
			);
			redeemedToast(formatMoney(total, token), hash);
		},
		onError: (error) =>
			toast.failed(earningsStrings.redeem.nothing, explainWalletError(error).message),
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

"use client";
import {
	type Address,
	type RedemptionReply,
	redemptionsAtOnce,
	type Voucher,
	type VoucherList,
} from "@tabgrid/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/Toast";
import { explainWalletError } from "@/lib/explainWalletError";
import { matcherKeys, refreshMoney, useGridConfig, useMatcher } from "@/lib/matcher/useMatcher";
import { formatMoney } from "@/lib/money";
import { earningsStrings } from "@/strings/earnings";
import { redeemedToast } from "./redeemedToast";

const words = earningsStrings.redeem;

/** Cashes vouchers in without a transaction of the wallet's: the operator sends it and pays its gas. */
export function useRelayedRedeem(wallet: Address | undefined) {
	const matcher = useMatcher();
	const token = useGridConfig().data?.token;
	const queryClient = useQueryClient();
	return useMutation({
		mutationFn: async (vouchers: readonly Voucher[]) => {
			if (wallet === undefined) throw new Error("No wallet is connected.");
			const replies: RedemptionReply[] = [];
			for (let from = 0; from < vouchers.length; from += redemptionsAtOnce) {
				const some = vouchers.slice(from, from + redemptionsAtOnce);
				replies.push(
					await matcher.redeem(
						wallet,
						some.map(({ jobId }) => jobId),
					),
				);
			}
			return replies;
		},
		onSuccess: (replies, vouchers) => {
			// The chain has paid; the matcher's record follows with its next look at the chain.
			const done = new Set(
				replies.flatMap(({ redemptions }) =>
					redemptions.filter(({ outcome }) => outcome === "paid").map(({ jobId }) => jobId),
				),
			);
			const paid = new Map(vouchers.map(({ jobId, amount }) => [jobId, amount]));
			queryClient.setQueryData<VoucherList["vouchers"]>(matcherKeys.vouchers(wallet), (old) =>
				old?.map((one) =>
					done.has(one.jobId) ? { ...one, redeemed: paid.get(one.jobId) ?? one.redeemed } : one,
				),
			);
			const sum = replies.reduce((total, reply) => total + BigInt(reply.paid), 0n);
			const tx = replies.findLast((reply) => reply.tx !== null)?.tx;
			if (tx) redeemedToast(formatMoney(sum, token), tx);
			else toast.done(words.nothingLeft);
		},
		onError: (error) =>
			toast.failed(words.nothing, words.ownGasInstead(explainWalletError(error).message)),
		onSettled: () => refreshMoney(queryClient),
	});
}

"use client";
import type { Address, Voucher } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

/** A wallet's newest vouchers, one a job; asked for again while shards are being verified. */
export function useVouchers(wallet: Address | undefined) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: matcherKeys.vouchers(wallet),
		enabled: wallet !== undefined,
		refetchInterval: 5_000,
		queryFn: async () => {
			if (!wallet) throw new Error("No wallet is connected.");
			return (await matcher.vouchers(wallet)).vouchers;
		},
	});
}

/** Vouchers after the chain has paid some of them, before the matcher has heard of it. */
export function afterPayment<V extends Pick<Voucher, "jobId" | "redeemed">>(
	vouchers: readonly V[],
	paid: readonly Pick<Voucher, "jobId" | "amount">[],
): V[] {
	const amounts = new Map<string, string>(paid.map(({ jobId, amount }) => [jobId, amount]));
	return vouchers.map((voucher) => {
		const redeemed = amounts.get(voucher.jobId) ?? "0";
		return BigInt(redeemed) > BigInt(voucher.redeemed) ? { ...voucher, redeemed } : voucher;
	});
}

/** What a voucher is worth beyond what the chain has paid of it, in minor units. */
export function unredeemed({ amount, redeemed }: Pick<Voucher, "amount" | "redeemed">): bigint {
	const rest = BigInt(amount) - BigInt(redeemed);
	return rest > 0n ? rest : 0n;
}

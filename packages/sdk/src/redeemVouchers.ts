import { jobEscrowAbi } from "@tabgrid/contracts";
import type { Voucher } from "@tabgrid/protocol";
import { encodeFunctionData, type Hex } from "viem";
import { type Contracts, hexOf } from "./escrow.ts";
import { sendCall } from "./sendCall.ts";
import type { Wallet } from "./wallet.ts";

/** Vouchers in one transaction at most; some 60k gas each. */
const batch = 100;

/** What a voucher is still worth, in minor units. */
export function unredeemed({ amount, redeemed }: Pick<Voucher, "amount" | "redeemed">): bigint {
	const left = BigInt(amount) - BigInt(redeemed);
	return left > 0n ? left : 0n;
}

/** Redeems a voucher for its provider; the wallet only pays the gas. Answers the transaction. */
export function redeemVoucher(
	wallet: Wallet,
	{ escrow }: Pick<Contracts, "escrow">,
	voucher: Voucher,
): Promise<Hex> {
	const { jobId, provider, amount, signature } = voucher;
	const args = [hexOf(jobId), provider, BigInt(amount), signature] as const;
	const data = encodeFunctionData({ abi: jobEscrowAbi, functionName: "redeem", args });
	return sendCall(wallet, escrow, data);
}

/**
 * Redeems those vouchers that are worth something, many in one transaction; the wallet only pays the
 * gas. Answers the transactions and what they paid in all, in minor units.
 * @throws TabgridError CHAIN_REFUSED with the contract's reason; earlier transactions stay.
 */
export async function redeemVouchers(
	wallet: Wallet,
	contracts: Pick<Contracts, "escrow">,
	vouchers: readonly Voucher[],
): Promise<{ readonly txs: Hex[]; readonly paid: bigint }> {
	const worth = vouchers.filter((voucher) => unredeemed(voucher) > 0n);
	const txs: Hex[] = [];
	for (let from = 0; from < worth.length; from += batch) {
		const some = worth.slice(from, from + batch);
		const [only] = some;
		if (only !== undefined && some.length === 1)
			txs.push(await redeemVoucher(wallet, contracts, only));
		else txs.push(await sendCall(wallet, contracts.escrow, encodeMany(some)));
	}
	return { txs, paid: worth.reduce((sum, voucher) => sum + unredeemed(voucher), 0n) };
}

function encodeMany(vouchers: readonly Voucher[]): Hex {
	const redemptions = vouchers.map(({ jobId, provider, amount, signature }) => ({
		jobId: hexOf(jobId),
		provider,
		amount: BigInt(amount),
		signature,
	}));
	return encodeFunctionData({ abi: jobEscrowAbi, functionName: "redeemMany", args: [redemptions] });
}

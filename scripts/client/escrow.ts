import { type EscrowJob, jobEscrowAbi, testDollarAbi } from "@tabgrid/contracts";
import type { JobId, Voucher } from "@tabgrid/protocol";
import type { Hex } from "viem";
import type { Wallet } from "./wallet.ts";

/** Where the grid's contracts are. */
export interface Contracts {
	readonly escrow: Hex;
	readonly token: Hex;
}

/** A job's record as the chain has it. */
export function readEscrowJob(
	{ reader }: Pick<Wallet, "reader">,
	{ escrow }: Contracts,
	jobId: JobId,
): Promise<EscrowJob> {
	return reader.readContract({
		address: escrow,
		abi: jobEscrowAbi,
		functionName: "job",
		args: [hex(jobId)],
	});
}

/** An account's tokens, in minor units. */
export function balanceOf(
	{ reader }: Pick<Wallet, "reader">,
	{ token }: Contracts,
	address: Hex,
): Promise<bigint> {
	return reader.readContract({
		address: token,
		abi: testDollarAbi,
		functionName: "balanceOf",
		args: [address],
	});
}

/** Redeems a voucher for its provider; the wallet only pays the gas. Answers the transaction. */
export async function redeemVoucher(
	{ reader, writer }: Wallet,
	{ escrow }: Contracts,
	voucher: Voucher,
): Promise<Hex> {
	const hash = await writer.writeContract({
		address: escrow,
		abi: jobEscrowAbi,
		functionName: "redeem",
		args: [hex(voucher.jobId), voucher.provider, BigInt(voucher.amount), voucher.signature],
	});
	const receipt = await reader.waitForTransactionReceipt({ hash });
	if (receipt.status === "success") return hash;
	throw new Error(`The chain refused to redeem the voucher of ${voucher.provider} (${hash}).`);
}

function hex(id: string): Hex {
	return `0x${id.slice(2)}`;
}

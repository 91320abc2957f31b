import { type EscrowJob, jobEscrowAbi, testDollarAbi } from "@tabgrid/contracts";
import type { JobId } from "@tabgrid/protocol";
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
	{ escrow }: Pick<Contracts, "escrow">,
	jobId: JobId,
): Promise<EscrowJob> {
	return reader.readContract({
		address: escrow,
		abi: jobEscrowAbi,
		functionName: "job",
		args: [hexOf(jobId)],
	});
}

/** An account's tokens, in minor units. */
export function balanceOf(
	{ reader }: Pick<Wallet, "reader">,
	{ token }: Pick<Contracts, "token">,
	address: Hex,
): Promise<bigint> {
	return reader.readContract({
		address: token,
		abi: testDollarAbi,
		functionName: "balanceOf",
		args: [address],
	});
}

/** A checked id as viem types it. */
export function hexOf(id: string): Hex {
	return `0x${id.slice(2)}`;
}

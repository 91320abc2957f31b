import type { JobId, JobSpec, ReceiptProblem } from "@tabgrid/protocol";
import type { PublicClient } from "viem";
import { type EscrowJob, EscrowJobState } from "./escrow.ts";
import { jobEscrowAbi } from "./generated/jobEscrowAbi.ts";

/** What the chain says of a job. */
export interface Anchor {
	readonly chainId: number;
	readonly job: EscrowJob;
}

/** Reads what stands on chain of a job, from the escrow that its spec names. */
export async function readAnchor(
	reader: Pick<PublicClient, "getChainId" | "readContract">,
	spec: Pick<JobSpec, "escrow">,
	jobId: JobId,
): Promise<Anchor> {
	const [chainId, job] = await Promise.all([
		reader.getChainId(),
		reader.readContract({
			address: spec.escrow,
			abi: jobEscrowAbi,
			functionName: "job",
			args: [`0x${jobId.slice(2)}`],
		}),
	]);
	return { chainId, job };
}

/** What receipts add up to. */
export interface ReceiptTotals {
	readonly root: string;
	/** Minor units. */
	readonly earned: bigint;
}

/**
 * Where the chain and a job's receipts differ. A job that was cancelled or ran out has no root there,
 * which is said, since nothing then vouches for the receipts but their signatures.
 */
export function checkAnchor(
	spec: Pick<JobSpec, "chainId" | "escrow" | "client" | "shards" | "pricePerReplica">,
	totals: ReceiptTotals,
	{ chainId, job }: Anchor,
): ReceiptProblem[] {
	const problems: ReceiptProblem[] = [];
	const wrong = (code: "CHAIN" | "ROOT", message: string) =>
		problems.push({ code, shardIndex: null, message });
	if (chainId !== spec.chainId) {
		wrong("CHAIN", `The RPC serves chain ${chainId}; the job was paid on chain ${spec.chainId}.`);
		return problems;
	}
	if (job.state === EscrowJobState.None) {
		wrong("CHAIN", `The escrow ${spec.escrow} knows no such job: nobody paid for it.`);
		return problems;
	}
	if (job.client.toLowerCase() !== spec.client)
		wrong("CHAIN", `The escrow's client is ${job.client}, not ${spec.client}.`);
	if (job.shards !== spec.shards)
		wrong("CHAIN", `The escrow names ${job.shards} shards, not ${spec.shards}.`);
	if (job.pricePerReplica !== BigInt(spec.pricePerReplica))
		wrong("CHAIN", `The escrow's price is ${job.pricePerReplica}, not ${spec.pricePerReplica}.`);
	if (job.state !== EscrowJobState.Settled) {
		wrong(
			"CHAIN",
			`The job is ${stateNames[job.state] ?? "not settled"}: no root stands on chain.`,
		);
		return problems;
	}
	if (job.resultRoot !== totals.root)
		wrong("ROOT", `The root on chain is ${job.resultRoot}; the receipts' is ${totals.root}.`);
	if (job.reserved !== totals.earned)
		wrong(
			"CHAIN",
			`The chain keeps ${job.reserved} minor units for providers; the receipts earned ${totals.earned}.`,
		);
	return problems;
}

const stateNames: Readonly<Record<number, string>> = {
	[EscrowJobState.Open]: "not settled yet",
	[EscrowJobState.Cancelling]: "about to be cancelled",
	[EscrowJobState.Cancelled]: "cancelled",
	[EscrowJobState.Expired]: "expired",
};

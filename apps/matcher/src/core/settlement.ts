import { type Address, type JobSpec, type JobState, worstCaseCost } from "@tabgrid/protocol";

/** The escrow's terms as the JobPosted event names them. Amounts in minor units. */
export interface PostedTerms {
	readonly operator: Address;
	readonly budget: bigint;
	readonly pricePerReplica: bigint;
	readonly shards: number;
	/** Unix seconds. */
	readonly deadline: number;
}

type SpecTerms = Pick<JobSpec, "shards" | "policy" | "pricePerReplica" | "deadline">;

/**
 * Why a posted job can't be run, in a sentence for its client; null when it can.
 * @param now epoch ms.
 */
export function fundingProblem(
	spec: SpecTerms,
	posted: PostedTerms,
	context: { readonly operator: Address; readonly now: number },
): string | null {
	if (posted.operator !== context.operator) {
		return `The escrow names ${posted.operator} as operator; this grid's is ${context.operator}.`;
	}
	if (posted.pricePerReplica !== BigInt(spec.pricePerReplica)) {
		return `The escrow's price of ${posted.pricePerReplica} isn't the spec's ${spec.pricePerReplica}.`;
	}
	if (posted.shards !== spec.shards) {
		return `The escrow names ${posted.shards} shards, the spec ${spec.shards}.`;
	}
	if (posted.deadline !== spec.deadline) {
		return "The escrow's deadline isn't the spec's.";
	}
	const worst = worstCaseCost(spec);
	if (posted.budget < worst) {
		return `The budget of ${posted.budget} is less than the worst case of ${worst}.`;
	}
	if (posted.deadline * 1000 <= context.now) {
		return "The job reached this grid after its deadline.";
	}
	return null;
}

/** A job's end, and the reason where its client should know one. */
export interface JobEnd {
	readonly state: JobState;
	readonly reason: string | null;
}

/** A job as the event that closes its escrow finds it. */
export interface ClosingJob {
	readonly state: JobState;
	readonly verified: number;
	/** The root that this matcher made, once it has; it settles with no other. */
	readonly resultRoot: string | null;
}

/**
 * The end of a job whose escrow the operator has settled. A job that verified nothing failed. One that
 * was paid for by another root than this matcher's was settled before its database was restored from a
 * backup.
 * @param settled what the chain has: `earned` by providers in minor units.
 */
export function endAfterSettled(
	job: ClosingJob,
	settled: { readonly earned: bigint; readonly resultRoot: string },
): JobEnd {
	if (job.state === "cancelled" || job.state === "failed" || job.state === "expired")
		return { state: job.state, reason: null };
	if (settled.earned > 0n && job.resultRoot !== settled.resultRoot)
		return {
			state: "settled",
			reason:
				"The chain has its settlement, but this grid's database was restored from a backup that is older: its results, receipts and unredeemed vouchers since then are not here.",
		};
	return job.verified > 0
		? { state: "settled", reason: null }
		: { state: "failed", reason: "No shard was verified." };
}

/** What the chain still says of a job after a reorganisation took events away. */
export interface ChainRemains {
	readonly state: JobState;
	/** Whether it was ever worked on. */
	readonly started: boolean;
	/** Whether its JobPosted event still stands. */
	readonly posted: boolean;
	/** Whether an event that closes the escrow still stands. */
	readonly closed: boolean;
}

/**
 * The state of a job after a reorganisation. Without its JobPosted event it is a draft again, and
 * goes on from where it was when the transaction is mined anew. When only the closing event is gone,
 * it is to be settled again. What its client cancelled stays cancelled: work was stopped for good.
 */
export function stateAfterRollback(job: ChainRemains): JobState {
	if (job.state === "cancelled" || job.state === "draft") return job.state;
	if (!job.posted) return "draft";
	if (job.closed) return job.state;
	if (job.state === "settled" || (job.state === "expired" && job.posted)) return "settling";
	if (job.state === "failed" && job.started) return "settling";
	return job.state;
}

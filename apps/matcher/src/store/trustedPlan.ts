import type { Digest, JobId, ReplicaId } from "@tabgrid/protocol";
import type { PairComparison } from "../core/judge.ts";
import type { Weighing } from "../core/trust/weigh.ts";
import type { FailedShard } from "./failShards.ts";
import type { JudgedShard } from "./planVerdicts.ts";
import type { TrustedJob, TrustedReplica } from "./trustedShards.ts";

/** How a shard's results compare, all with all: what deciding it takes beside what the store knows. */
export interface TrustedLook {
	readonly jobId: JobId;
	readonly shardIndex: number;
	/** The results that were compared. */
	readonly considered: readonly ReplicaId[];
	readonly comparisons: readonly PairComparison[];
}

/** A result's new verdict. */
export interface NewVerdict {
	readonly replica: TrustedReplica;
	readonly state: "agreed" | "disagreed";
	readonly distance: number | null;
	readonly checked: TrustedReplica["checked"];
	/** Whether its provider was established before the verdict. */
	readonly established: boolean;
}

/** A shard's new row. */
export interface TrustedChange {
	readonly job: number;
	readonly idx: number;
	readonly state: "running" | "disputed" | "verified";
	readonly checked: boolean;
	readonly chance: number | null;
	readonly spot: boolean;
	readonly kind: string | null;
	readonly reopened: number;
	readonly alone: boolean;
	readonly shown: boolean;
	readonly canonical: ReplicaId | null;
	readonly canonicalDigest: Digest | null;
	/** Submissions that it waits for before it is judged again, and replicas that it wants live. */
	readonly quorum: number;
	readonly target: number;
	/** Submissions that have their verdict now. */
	readonly decided: number;
}

/** What a batch adds to a job's counts. */
export type JobCounts = Record<
	| "verified"
	| "agreed"
	| "disagreed"
	| "webgpu"
	| "wasm"
	| "alone"
	| "spotChecks"
	| "spotPassed"
	| "spotFailed"
	| "disputes",
	number
>;

/** A shard that was decided by independent results, of which some were wrong or all were right. */
export interface CheckedShard {
	readonly job: TrustedJob;
	readonly weighing: Weighing;
	readonly verdicts: readonly NewVerdict[];
	readonly agree: (a: TrustedReplica, b: TrustedReplica) => boolean;
}

/** All that a batch changes. Providers' standings change in place. */
export interface TrustedPlan {
	readonly verdicts: NewVerdict[];
	readonly changes: TrustedChange[];
	readonly failed: FailedShard[];
	readonly judged: JudgedShard[];
	readonly counts: Map<number, JobCounts>;
	readonly checked: CheckedShard[];
	/** Shards to look at again: there are results that weren't compared. */
	readonly unseen: { readonly job: number; readonly idx: number }[];
}

/** Counts of a job that a batch hasn't changed. */
export const noCounts: JobCounts = {
	verified: 0,
	agreed: 0,
	disagreed: 0,
	webgpu: 0,
	wasm: 0,
	alone: 0,
	spotChecks: 0,
	spotPassed: 0,
	spotFailed: 0,
	disputes: 0,
};

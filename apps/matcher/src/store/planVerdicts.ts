import type { Digest, JobId, ProviderId, ReplicaId, ShardState } from "@tabgrid/protocol";
import { applyJudgement } from "../core/applyJudgement.ts";
import type { Judgement } from "../core/judge.ts";
import { earnedAfter } from "../core/payment.ts";
import type { FailedShard } from "./failShards.ts";
import type { LockedJob, LockedShard } from "./judgedShards.ts";
import type { Verdict } from "./writeVerdicts.ts";

/** What core/judge decided about a shard. */
export interface ShardJudgement {
	readonly jobId: JobId;
	readonly shardIndex: number;
	/** The replicas that were looked at. */
	readonly considered: readonly ReplicaId[];
	readonly judgement: Judgement;
}

/** What a judgement did; `state` is the shard's afterwards. */
export interface JudgedShard {
	readonly jobId: JobId;
	readonly shardIndex: number;
	readonly state: ShardState;
	readonly verdicts: readonly {
		readonly replicaId: ReplicaId;
		readonly providerId: ProviderId;
		readonly state: "agreed" | "disagreed";
		/** Minor units. */
		readonly earned: bigint;
		/** What it earns when its job settles. */
		readonly pending: bigint;
	}[];
}

/** A shard's new row, beyond what verdicts and failing change. */
export interface ShardChange {
	readonly job: number;
	readonly idx: number;
	/** How many submissions got a verdict. */
	readonly decided: number;
	/** Set when it becomes verified. */
	readonly canonical: ReplicaId | null;
	readonly canonicalDigest: Digest | null;
	/** Set when it is disputed. */
	readonly target: number | null;
	/** There are submissions that this judgement didn't look at. */
	readonly unseen: boolean;
}

/** All that a batch of judgements changes. */
export interface VerdictPlan {
	readonly verdicts: Verdict[];
	readonly changes: ShardChange[];
	readonly failed: FailedShard[];
	readonly judged: JudgedShard[];
	/** Jobs with what they earned and how many more shards were verified. */
	readonly jobs: Map<JobId, LockedJob & { readonly verified: number }>;
}

type PlannedVerdict = Verdict & { readonly providerId: ProviderId };

const shown = ({ replicaId, providerId, state, earned }: PlannedVerdict) => ({
	replicaId,
	providerId,
	state,
	earned,
	pending: 0n,
});

/** Adds what one judgement does to the plan. */
function planOne(
	plan: VerdictPlan,
	job: LockedJob & { readonly verified: number },
	shard: LockedShard,
	{ jobId, shardIndex, considered, judgement }: ShardJudgement,
): void {
	const { job: row, idx } = shard;
	const judged = (state: ShardState, verdicts: JudgedShard["verdicts"]) =>
		plan.judged.push({ jobId, shardIndex, state, verdicts });
	const seen = new Set(considered);
	const unchanged = {
		job: row,
		idx,
		decided: 0,
		canonical: null,
		canonicalDigest: null,
		target: null,
		unseen: shard.submitted.some(({ replicaId }) => !seen.has(replicaId)),
	};
	const effect = applyJudgement(shard, judgement, seen);
	switch (effect.kind) {
		case "none":
			plan.changes.push({ ...unchanged, unseen: shard.submitted.length > 0 });
			judged(shard.state, []);
			return;
		case "disputed":
			plan.changes.push({ ...unchanged, target: effect.target });
			judged("disputed", []);
			return;
		case "failed": {
			plan.failed.push({ job: row, idx, reason: effect.reason, submissions: "disagreed" });
			const lost = { state: "disagreed", earned: 0n, pending: 0n } as const;
			judged(
				"failed",
				shard.submitted.map(({ replicaId, providerId }) => ({ replicaId, providerId, ...lost })),
			);
			return;
		}
		case "verdicts": {
			const verdicts = effect.verdicts.flatMap((verdict): PlannedVerdict[] => {
				const replica = shard.submitted.find(({ replicaId }) => replicaId === verdict.replicaId);
				if (replica === undefined) return [];
				const { provider, providerId, wallet, backend } = replica;
				const earned = effect.paid.has(verdict.replicaId) ? job.price : 0n;
				return [{ ...verdict, job: row, idx, provider, providerId, wallet, backend, earned }];
			});
			const { canonical } = effect;
			plan.verdicts.push(...verdicts);
			const agreed = shard.submitted.find(({ replicaId }) => replicaId === canonical);
			const canonicalDigest = agreed?.digest ?? null;
			plan.changes.push({ ...unchanged, decided: verdicts.length, canonical, canonicalDigest });
			plan.jobs.set(jobId, {
				...job,
				earned: earnedAfter(job, effect.paid.size),
				verified: job.verified + (canonical === null ? 0 : 1),
			});
			judged("verified", verdicts.map(shown));
		}
	}
}

/**
 * Decides what a batch of judgements changes, given the jobs and shards as they are now. Judgements
 * about jobs that aren't running, or shards that aren't there, are passed over; so is all but the last
 * about one shard.
 * @param shards by `job/idx`.
 * @throws TabgridError INTERNAL when credits would exceed a job's budget.
 */
export function planVerdicts(
	judgements: readonly ShardJudgement[],
	jobs: ReadonlyMap<JobId, LockedJob>,
	shards: ReadonlyMap<string, LockedShard>,
): VerdictPlan {
	const plan: VerdictPlan = {
		verdicts: [],
		changes: [],
		failed: [],
		judged: [],
		jobs: new Map([...jobs].map(([jobId, job]) => [jobId, { ...job, verified: 0 }])),
	};
	const last = new Map(judgements.map((one) => [`${one.jobId}/${one.shardIndex}`, one]));
	for (const judgement of last.values()) {
		const job = plan.jobs.get(judgement.jobId);
		const shard = job && shards.get(`${job.id}/${judgement.shardIndex}`);
		if (job?.state === "running" && shard) planOne(plan, job, shard, judgement);
	}
	return plan;
}

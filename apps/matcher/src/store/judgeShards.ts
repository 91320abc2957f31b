import type { JobId, ProviderId, ReplicaId, ShardState } from "@tabgrid/protocol";
import { applyJudgement } from "../core/applyJudgement.ts";
import type { Judgement } from "../core/judge.ts";
import { earnedAfter } from "../core/payment.ts";
import type { Db, Queries } from "./db.ts";
import { type FailedShard, failShards } from "./failShards.ts";
import { type LockedShard, lockJobs, lockShards } from "./judgedShards.ts";
import { type Verdict, writeVerdicts } from "./writeVerdicts.ts";

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
	}[];
}

/** A shard's new row, beyond what verdicts and failing change. */
interface ShardChange {
	readonly job: number;
	readonly idx: number;
	readonly decided: number;
	readonly canonical: ReplicaId | null;
	readonly target: number | null;
	readonly considered: readonly ReplicaId[];
}

async function changeShards(tx: Queries, changes: readonly ShardChange[], now: number) {
	await tx.query(
		`update shards s set
			submitted = s.submitted - c.decided,
			state = case when c.canonical is not null then 'verified' when c.target is not null then 'disputed' else s.state end,
			canonical_replica = coalesce(c.canonical, s.canonical_replica),
			canonical_digest = case when c.canonical is null then s.canonical_digest
				else (select digest from replicas where replica_id = c.canonical) end,
			verified_at = case when c.canonical is null then s.verified_at else $2 end,
			target = greatest(s.target, coalesce(c.target, 0)),
			to_judge = (s.state = 'verified' or c.canonical is not null or s.submitted - c.decided >= s.quorum)
				and exists (
					select 1 from replicas r
					where r.job = s.job and r.idx = s.idx and r.state = 'submitted'
						and r.replica_id not in (select json_array_elements_text(c.considered)::uuid)
				),
			judge_claimed_until = 0,
			changed_xid = case
				when c.canonical is not null or (c.target is not null and s.state <> 'disputed') then pg_current_xact_id()
				else s.changed_xid end
		 from json_to_recordset($1::json) as c
			(job integer, idx integer, decided integer, canonical uuid, target integer, considered json)
		 where s.job = c.job and s.idx = c.idx`,
		[JSON.stringify(changes), now],
	);
}

async function changeJobs(
	tx: Queries,
	jobs: readonly { readonly id: number; readonly earned: string; readonly verified: number }[],
): Promise<void> {
	await tx.query(
		`update jobs j set earned = c.earned, verified = j.verified + c.verified
		 from json_to_recordset($1::json) as c (id integer, earned numeric, verified integer)
		 where j.id = c.id`,
		[JSON.stringify(jobs)],
	);
}

/**
 * Applies judgements: verdicts, the canonical result, credits and vouchers, or a dispute that asks
 * for more replicas, or the shard's failure; all in one transaction. Idempotent, and safe against
 * judgements that are out of date (core/applyJudgement). Jobs that aren't running are passed over.
 * @returns an entry for each judgement that was applied, in order.
 * @throws TabgridError INTERNAL when credits would exceed a job's budget; nothing is written then.
 */
export async function judgeShards(
	db: Db,
	judgements: readonly ShardJudgement[],
	now: number,
): Promise<readonly JudgedShard[]> {
	if (judgements.length === 0) return [];
	return db.transaction(async (tx) => {
		const jobs = await lockJobs(tx, [...new Set(judgements.map(({ jobId }) => jobId))]);
		const open = new Map<string, ShardJudgement>();
		for (const judgement of judgements) {
			const job = jobs.get(judgement.jobId);
			if (job?.state === "running") open.set(`${job.id}/${judgement.shardIndex}`, judgement);
		}
		const places = [...open.values()].flatMap(({ jobId, shardIndex }) => {
			const job = jobs.get(jobId)?.id;
			return job === undefined ? [] : [{ job, idx: shardIndex }];
		});
		const shards = await lockShards(tx, places);
		const verdicts: Verdict[] = [];
		const changes: ShardChange[] = [];
		const failed: FailedShard[] = [];
		const judged: JudgedShard[] = [];
		const money = new Map([...jobs.values()].map((job) => [job.id, { ...job, verified: 0 }]));
		for (const [place, { jobId, shardIndex, considered, judgement }] of open) {
			const shard: LockedShard | undefined = shards.get(place);
			const job = shard && money.get(shard.job);
			if (!shard || !job) continue;
			const effect = applyJudgement(shard, judgement, new Set(considered));
			const change = { job: shard.job, idx: shard.idx, considered, decided: 0 };
			if (effect.kind === "failed") {
				failed.push({ ...change, reason: effect.reason, submissions: "disagreed" });
				const lost = shard.submitted.map(({ replicaId, providerId }) => ({
					replicaId,
					providerId,
					state: "disagreed" as const,
					earned: 0n,
				}));
				judged.push({ jobId, shardIndex, state: "failed", verdicts: lost });
				continue;
			}
			if (effect.kind !== "verdicts") {
				const target = effect.kind === "disputed" ? effect.target : null;
				const looked = effect.kind === "disputed" || shard.state === "failed";
				changes.push({ ...change, target, canonical: null, considered: looked ? considered : [] });
				const state = effect.kind === "disputed" ? "disputed" : shard.state;
				judged.push({ jobId, shardIndex, state, verdicts: [] });
				continue;
			}
			const written = effect.verdicts.flatMap((verdict) => {
				const replica = shard.submitted.find(({ replicaId }) => replicaId === verdict.replicaId);
				if (replica === undefined) return [];
				const { provider, providerId, wallet } = replica;
				const earned = effect.paid.has(verdict.replicaId) ? job.price : 0n;
				return [
					{ ...verdict, job: shard.job, idx: shard.idx, provider, providerId, wallet, earned },
				];
			});
			const earned = earnedAfter(job, effect.paid.size);
			const verified = job.verified + (effect.canonical === null ? 0 : 1);
			money.set(shard.job, { ...job, earned, verified });
			verdicts.push(...written);
			changes.push({
				...change,
				decided: written.length,
				canonical: effect.canonical,
				target: null,
			});
			judged.push({
				jobId,
				shardIndex,
				state: "verified",
				verdicts: written.map(({ replicaId, providerId, state, earned: paid }) => ({
					replicaId,
					providerId,
					state,
					earned: paid,
				})),
			});
		}
		await writeVerdicts(tx, verdicts, now);
		await changeShards(tx, changes, now);
		await changeJobs(
			tx,
			[...money.values()].map(({ id, earned, verified }) => ({
				id,
				earned: earned.toString(),
				verified,
			})),
		);
		await failShards(tx, failed, now);
		return judged;
	});
}

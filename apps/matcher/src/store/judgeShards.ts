import type { Db, Queries } from "./db.ts";
import { failShards } from "./failShards.ts";
import { lockJobs, lockShards } from "./judgedShards.ts";
import {
	type JudgedShard,
	planVerdicts,
	type ShardChange,
	type ShardJudgement,
	type VerdictPlan,
} from "./planVerdicts.ts";
import { countVerdicts, type VerdictCount, writeVerdicts } from "./writeVerdicts.ts";

async function changeShards(tx: Queries, changes: readonly ShardChange[], now: number) {
	if (changes.length === 0) return;
	await tx.query(
		`update shards s set
			submitted = s.submitted - c.decided,
			state = case
				when c.canonical is not null then 'verified'
				when c.target is not null then 'disputed'
				else s.state end,
			canonical_replica = coalesce(c.canonical, s.canonical_replica),
			canonical_digest = coalesce(c."canonicalDigest", s.canonical_digest),
			verified_at = case when c.canonical is null then s.verified_at else $2 end,
			target = greatest(s.target, coalesce(c.target, 0)),
			to_judge = c.unseen
				and (s.state = 'verified' or c.canonical is not null or s.submitted - c.decided >= s.quorum),
			judge_claimed_until = 0,
			changed_xid = case
				when c.canonical is not null or (c.target is not null and s.state <> 'disputed')
					then pg_current_xact_id()
				else s.changed_xid end
		 from json_to_recordset($1::json) as c
			(job integer, idx integer, decided integer, canonical uuid, "canonicalDigest" text, target integer, unseen boolean)
		 where s.job = c.job and s.idx = c.idx`,
		[JSON.stringify(changes), now],
	);
}

async function changeJobs(
	tx: Queries,
	jobs: VerdictPlan["jobs"],
	counts: readonly VerdictCount[],
): Promise<void> {
	const earned = new Map([...jobs.values()].map((job) => [job.id, job]));
	const changes = counts.flatMap((count) => {
		const job = earned.get(count.id);
		return job ? [{ ...count, earned: job.earned.toString(), verified: job.verified }] : [];
	});
	if (changes.length === 0) return;
	await tx.query(
		`update jobs j set earned = c.earned, verified = j.verified + c.verified,
			agreed = j.agreed + c.agreed, disagreed = j.disagreed + c.disagreed,
			agreed_webgpu = j.agreed_webgpu + c.webgpu, agreed_wasm = j.agreed_wasm + c.wasm
		 from json_to_recordset($1::json) as c (id integer, earned numeric, verified integer,
			agreed integer, disagreed integer, webgpu integer, wasm integer)
		 where j.id = c.id`,
		[JSON.stringify(changes)],
	);
}

/**
 * Applies judgements: verdicts, the canonical result, credits and vouchers, or a dispute that asks
 * for more replicas, or the shard's failure; all in one transaction. Idempotent, and safe against
 * judgements that are out of date (core/applyJudgement). Jobs that aren't running are passed over.
 * @returns what was done, for each shard.
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
		const places = judgements.flatMap(({ jobId, shardIndex }) => {
			const job = jobs.get(jobId)?.id;
			return job === undefined ? [] : [{ job, idx: shardIndex }];
		});
		const shards = await lockShards(tx, places);
		const plan = planVerdicts(judgements, jobs, shards);
		await Promise.all([
			writeVerdicts(tx, plan.verdicts, now),
			changeShards(tx, plan.changes, now),
			changeJobs(tx, plan.jobs, countVerdicts(plan.verdicts)),
		]);
		await failShards(tx, plan.failed, now);
		return plan.judged;
	});
}

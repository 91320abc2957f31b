import type { Queries } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";

/** A shard that can't be verified any more. */
export interface FailedShard {
	readonly job: number;
	readonly idx: number;
	/** A sentence for the client. */
	readonly reason: string;
	/** What becomes of its submissions: compared and at odds, or never judged. */
	readonly submissions: "disagreed" | "aborted";
}

/**
 * Undecided shards → failed, with their evidence kept. Submissions get the verdict given; leases still
 * in flight are aborted. In the caller's transaction.
 */
export async function failShards(
	tx: Queries,
	shards: readonly FailedShard[],
	now: number,
): Promise<void> {
	if (shards.length === 0) return;
	const batch = JSON.stringify(shards);
	await tx.query(
		`with failing as (
			select * from json_to_recordset($1::json) as f (job integer, idx integer, submissions text)
		), ended as (
			update replicas r set
				state = case when r.state = 'leased' then 'aborted' else f.submissions end,
				ended_at = $2
			from failing f
			where r.job = f.job and r.idx = f.idx and r.state in ('leased', 'submitted')
			returning r.job, r.provider, r.state
		), counted as (
			update jobs j set disagreed = j.disagreed + e.n
			from (select job, count(*)::integer as n from ended where state = 'disagreed' group by job) e
			where j.id = e.job
		)
		update providers p set disagreed = p.disagreed + e.n
		from (select provider, count(*)::integer as n from ended where state = 'disagreed' group by provider) e
		where p.id = e.provider`,
		[batch, now],
	);
	await tx.query(
		`with failing as (
			select * from json_to_recordset($1::json) as f (job integer, idx integer, reason text)
		), failed as (
			update shards s set
				state = 'failed', reason = f.reason, to_judge = false, submitted = 0, failed_at = $2,
				live = (select count(*) from replicas r where r.job = s.job and r.idx = s.idx and r.state = 'disagreed'),
				changed_xid = pg_current_xact_id()
			from failing f
			where s.job = f.job and s.idx = f.idx and s.state not in ('verified', 'failed')
			returning s.job
		)
		update jobs j set failed = j.failed + f.n
		from (select job, count(*)::integer as n from failed group by job) f
		where j.id = f.job`,
		[batch, now],
	);
	await logJobEvents(
		tx,
		shards.map(({ job, idx, reason }) => ({
			job,
			kind: "shardFailed",
			message: `Shard ${idx} failed: ${reason}`,
		})),
		now,
	);
}

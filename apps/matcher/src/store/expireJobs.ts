import type { JobId, JobState } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { settleUndecided } from "./settleUndecided.ts";

export interface OverdueJob {
	readonly jobId: JobId;
	readonly state: JobState;
	readonly revoked: readonly RevokedReplica[];
}

const unpaid = "It was not paid for before its deadline.";
const reason = "The deadline passed before every shard was verified.";

/**
 * Jobs past their deadline. A draft → expired. A funded or running one → settling: its undecided
 * shards fail, and it is settled with what was verified, so that providers are paid and the client
 * has the rest back at once, instead of after the escrow's claim period.
 */
export async function expireJobs(db: Db, now: number): Promise<readonly OverdueJob[]> {
	return db.transaction(async (tx) => {
		const drafts = await tx.query<{ id: number; job_id: JobId }>(
			`update jobs set state = 'expired', finished_at = $1, stopped_at = $1, reason = $2
			 where state = 'draft' and deadline_at <= $1 returning id, job_id`,
			[now, unpaid],
		);
		const jobs = await tx.query<{ id: number; job_id: JobId }>(
			`update jobs set state = 'settling', stopped_at = $1, reason = $2
			 where state in ('funded', 'running') and deadline_at <= $1 returning id, job_id`,
			[now, reason],
		);
		// It is asked ten times a second at most, and nearly always in vain.
		if (drafts.length + jobs.length === 0) return [];
		const events = drafts.map(({ id }) => ({ job: id, kind: "expired", message: unpaid }));
		await logJobEvents(tx, events, now);
		return [
			...drafts.map(({ job_id }) => ({ jobId: job_id, state: "expired" as const, revoked: [] })),
			...(await settleUndecided(tx, jobs, reason, now)),
		];
	});
}

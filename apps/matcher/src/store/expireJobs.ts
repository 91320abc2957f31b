import type { JobId, JobState } from "@tabgrid/protocol";
import { closeOpened, creditJobs } from "./creditJobs.ts";
import type { Db } from "./db.ts";
import { failUndecidedShards } from "./failUndecidedShards.ts";
import { logJobEvents } from "./logJobEvents.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { stopWork } from "./stopWork.ts";

export interface OverdueJob {
	readonly jobId: JobId;
	readonly state: JobState;
	readonly revoked: readonly RevokedReplica[];
}

const reason = "The deadline passed before every shard was verified.";

/**
 * Jobs past their deadline. A draft → expired. A funded or running one → settling: its undecided
 * shards fail, and it is settled with what was verified, so that providers are paid and the client
 * has the rest back at once, instead of after the escrow's claim period.
 */
export async function expireJobs(db: Db, now: number): Promise<readonly OverdueJob[]> {
	return db.transaction(async (tx) => {
		const drafts = await tx.query<{ id: number; job_id: JobId }>(
			`update jobs set state = 'expired', finished_at = $1, stopped_at = $1,
			 	reason = 'It was not paid for before its deadline.'
			 where state = 'draft' and deadline_at <= $1 returning id, job_id`,
			[now],
		);
		const jobs = await tx.query<{ id: number; job_id: JobId }>(
			`update jobs set state = 'settling', stopped_at = $1, reason = $2
			 where state in ('funded', 'running') and deadline_at <= $1 returning id, job_id`,
			[now, reason],
		);
		// It is asked ten times a second at most, and nearly always in vain.
		if (drafts.length + jobs.length === 0) return [];
		const ids = jobs.map(({ id }) => id);
		const revoked = await stopWork(tx, ids, "abortSubmissions", now);
		await closeOpened(tx, ids);
		await failUndecidedShards(tx, ids, reason, now);
		await creditJobs(tx, ids, now);
		await logJobEvents(
			tx,
			[
				...drafts.map(({ id }) => ({
					job: id,
					kind: "expired",
					message: "It was not paid for before its deadline.",
				})),
				...jobs.map(({ id }) => ({ job: id, kind: "settling", message: reason })),
			],
			now,
		);
		return [
			...drafts.map(({ job_id }) => ({ jobId: job_id, state: "expired" as const, revoked: [] })),
			...jobs.map(({ job_id }) => ({
				jobId: job_id,
				state: "settling" as const,
				revoked: revoked.filter(({ jobId }) => jobId === job_id),
			})),
		];
	});
}

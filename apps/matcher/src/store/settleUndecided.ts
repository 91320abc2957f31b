import type { JobId } from "@tabgrid/protocol";
import { closeOpened, creditJobs } from "./creditJobs.ts";
import type { Queries } from "./db.ts";
import { failUndecidedShards } from "./failUndecidedShards.ts";
import { logJobEvents } from "./logJobEvents.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { stopWork } from "./stopWork.ts";

export interface EndedJob {
	readonly jobId: JobId;
	readonly state: "settling";
	/** A sentence for the client. */
	readonly reason: string;
	readonly revoked: readonly RevokedReplica[];
}

/**
 * Jobs that were just set to settling before all their shards were decided: what is under way is aborted,
 * undecided shards fail, and what was verified is paid. In the caller's transaction.
 * @param reason a sentence for the client, which the jobs' rows hold already.
 */
export async function settleUndecided(
	tx: Queries,
	jobs: readonly { readonly id: number; readonly job_id: JobId }[],
	reason: string,
	now: number,
): Promise<EndedJob[]> {
	const ids = jobs.map(({ id }) => id);
	const revoked = await stopWork(tx, ids, "abortSubmissions", now);
	await closeOpened(tx, ids);
	await failUndecidedShards(tx, ids, reason, now);
	await creditJobs(tx, ids, now);
	const events = ids.map((job) => ({ job, kind: "settling", message: reason }));
	await logJobEvents(tx, events, now);
	return jobs.map(({ job_id }) => ({
		jobId: job_id,
		state: "settling",
		reason,
		revoked: revoked.filter(({ jobId }) => jobId === job_id),
	}));
}

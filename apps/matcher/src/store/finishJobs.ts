import type { JobId } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { stopWork } from "./stopWork.ts";

export interface FinishedJob {
	readonly jobId: JobId;
	/** Leases that nobody needs any more: spare replicas of verified shards. */
	readonly revoked: readonly RevokedReplica[];
}

/**
 * Running jobs without a trust policy whose shards are all verified or failed, and whose submissions all
 * have a verdict, → settling. What they have earned is final from now on. (The others: closeTrusted.)
 */
export async function finishJobs(db: Db, now: number): Promise<readonly FinishedJob[]> {
	return db.transaction(async (tx) => {
		const jobs = await tx.query<{ id: number; job_id: JobId; verified: number; failed: number }>(
			`update jobs set state = 'settling', stopped_at = $1
			 where id in (
			 	select j.id from jobs j
			 	where j.state = 'running' and (j.trust is null or j.credited)
			 		and (
			 			select s.state from shards s
			 			where s.job = j.id and s.state in ('pending', 'running', 'disputed')
			 			order by s.job, s.state limit 1
			 		) is null
			 		and not exists (select 1 from replicas r where r.job = j.id and r.state = 'submitted')
			 	order by j.id for update
			 )
			 returning id, job_id, verified, failed`,
			[now],
		);
		const revoked = await stopWork(
			tx,
			jobs.map(({ id }) => id),
			"keepSubmissions",
			now,
		);
		await logJobEvents(
			tx,
			jobs.map(({ id, verified, failed }) => ({
				job: id,
				kind: "settling",
				message: `All shards are decided: ${verified} verified, ${failed} failed.`,
			})),
			now,
		);
		return jobs.map(({ job_id }) => ({
			jobId: job_id,
			revoked: revoked.filter(({ jobId }) => jobId === job_id),
		}));
	});
}

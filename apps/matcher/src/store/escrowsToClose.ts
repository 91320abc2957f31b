import type { JobId, JobState } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A job whose escrow the operator should settle. */
export interface EscrowToClose {
	readonly jobId: JobId;
	readonly state: JobState;
	/** All credits of the job, final. Minor units. */
	readonly earned: bigint;
	/** Null where there is no result: settle with 32 zero bytes. */
	readonly resultRoot: string | null;
	/** When work on it stopped, epoch ms. */
	readonly since: number;
}

/**
 * Jobs whose escrow is open and ours: settling ones with their result recorded; failed ones, which
 * earned nothing; cancelled ones, whose client may be faster with its release.
 */
export async function escrowsToClose(db: Queries): Promise<EscrowToClose[]> {
	const rows = await db.query<{
		job_id: JobId;
		state: JobState;
		earned: string;
		result_root: string | null;
		since: number;
	}>(
		`select job_id, state, earned::text as earned, result_root,
		 	coalesce(stopped_at, created_at) as since
		 from jobs
		 where escrow_state in ('open', 'cancelling') and operator_ours
		 	and (state in ('failed', 'cancelled') or (state = 'settling' and result_at is not null))
		 order by id`,
	);
	return rows.map((row) => ({
		jobId: row.job_id,
		state: row.state,
		earned: BigInt(row.earned),
		resultRoot: row.result_root,
		since: row.since,
	}));
}

import { type JobId, type JobState, TabgridError } from "@tabgrid/protocol";
import { closeOpened, creditJobs } from "./creditJobs.ts";
import type { Db, Queries } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { stopWork } from "./stopWork.ts";

export interface CancelledJob {
	readonly state: JobState;
	/** All credits of the job, final from now on: what the operator signs a Release for. */
	readonly earned: bigint;
	/** Whether the escrow holds money for it; a draft has none. */
	readonly escrowed: boolean;
	/** Leases that are void now. */
	readonly revoked: readonly RevokedReplica[];
}

const cancellable: ReadonlySet<JobState> = new Set(["draft", "funded", "running"]);

/** In the caller's transaction; null when the job isn't known or is beyond being cancelled. */
export async function cancelInside(
	tx: Queries,
	jobId: JobId,
	reason: string,
	now: number,
): Promise<CancelledJob | { readonly beyond: JobState } | null> {
	const [job] = await tx.query<{
		id: number;
		state: JobState;
		earned: string;
		escrow_state: string;
	}>(
		"select id, state, earned::text as earned, escrow_state from jobs where job_id = $1 for update",
		[jobId],
	);
	if (job === undefined) return null;
	const escrowed = job.escrow_state === "open" || job.escrow_state === "cancelling";
	const earned = BigInt(job.earned);
	if (job.state === "cancelled") return { state: job.state, earned, escrowed, revoked: [] };
	if (!cancellable.has(job.state)) return { beyond: job.state };
	await tx.query(
		`update jobs set state = 'cancelled', reason = $2, stopped_at = $3, finished_at = $3
		 where id = $1`,
		[job.id, reason, now],
	);
	const revoked = await stopWork(tx, [job.id], "abortSubmissions", now);
	await closeOpened(tx, [job.id]);
	await creditJobs(tx, [job.id], now);
	await logJobEvents(tx, [{ job: job.id, kind: "cancelled", message: reason }], now);
	const [paid] = await tx.query<{ earned: string }>(
		"select earned::text as earned from jobs where id = $1",
		[job.id],
	);
	return { state: "cancelled", earned: BigInt(paid?.earned ?? earned), escrowed, revoked };
}

/**
 * Stops a job for its client, for good: nothing more is leased or judged, so what it has earned is
 * final. Idempotent.
 * @throws TabgridError NOT_FOUND; JOB_NOT_OPEN when it is being settled or is over.
 */
export async function cancelJob(
	db: Db,
	jobId: JobId,
	reason: string,
	now: number,
): Promise<CancelledJob> {
	return db.transaction(async (tx) => {
		const cancelled = await cancelInside(tx, jobId, reason, now);
		if (cancelled === null) throw new TabgridError("NOT_FOUND", "No job has this id.");
		if ("beyond" in cancelled) {
			throw new TabgridError(
				"JOB_NOT_OPEN",
				`The job is ${cancelled.beyond} and can't be cancelled any more.`,
			);
		}
		return cancelled;
	});
}

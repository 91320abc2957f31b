import type { JobId } from "@tabgrid/protocol";
import type { ClosingJob, JobEnd } from "../core/settlement.ts";
import { type ChainEventKind, type EventPlace, keepChainEvent } from "./chainEvent.ts";
import { closeOpened, creditJobs } from "./creditJobs.ts";
import type { Db } from "./db.ts";
import { deriveFromChain } from "./deriveFromChain.ts";
import { logJobEvents } from "./logJobEvents.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { stopWork } from "./stopWork.ts";

/** An event by which a job's escrow was closed. */
export interface ClosingEvent {
	readonly place: EventPlace;
	readonly jobId: JobId;
	readonly kind: Extract<ChainEventKind, "settled" | "cancelled" | "expired">;
	readonly args: Readonly<Record<string, string>>;
	/** For the job's log. */
	readonly message: string;
}

/**
 * Records an event that closed a job's escrow and brings the job to its end. Whatever was under way is
 * aborted: it can't be paid any more. Idempotent.
 * @param end the job's end by the event; a reason that it has already stays.
 * @returns the leases that are void now.
 */
export async function closeEscrow(
	db: Db,
	event: ClosingEvent,
	end: (job: ClosingJob) => JobEnd,
	now: number,
): Promise<readonly RevokedReplica[]> {
	return db.transaction(async (tx) => {
		const fresh = await keepChainEvent(tx, event.place, event.jobId, event.kind, event.args);
		const [job] = await tx.query<ClosingJob & { id: number }>(
			`select id, state, verified, result_root as "resultRoot" from jobs
			 where job_id = $1 for update`,
			[event.jobId],
		);
		if (!fresh || job === undefined) return [];
		await deriveFromChain(tx, [event.jobId]);
		const { state, reason } = end(job);
		await tx.query(
			`update jobs set state = $2, stopped_at = coalesce(stopped_at, $3),
			 	finished_at = coalesce(finished_at, $3), reason = coalesce(reason, $4)
			 where id = $1`,
			[job.id, state, event.place.at, reason],
		);
		await logJobEvents(tx, [{ job: job.id, kind: event.kind, message: event.message }], now);
		const revoked = await stopWork(tx, [job.id], "abortSubmissions", now);
		await closeOpened(tx, [job.id]);
		await creditJobs(tx, [job.id], now);
		return revoked;
	});
}

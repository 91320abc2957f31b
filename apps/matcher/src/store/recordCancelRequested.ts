import type { JobId } from "@tabgrid/protocol";
import { cancelInside } from "./cancelJob.ts";
import { type EventPlace, keepChainEvent } from "./chainEvent.ts";
import type { Db } from "./db.ts";
import { deriveFromChain } from "./deriveFromChain.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

/** CancelRequested. */
export interface CancelRequestedEvent {
	readonly place: EventPlace;
	readonly jobId: JobId;
	/** When the client may cancel without consent, Unix seconds. */
	readonly effectiveAt: number;
}

/**
 * Records that the client gave notice on chain: the job is cancelled as by `cancelJob`, and
 * `escrowsToClose` names it, so that the operator settles what was earned within the notice period.
 * A job that is being settled goes on with that. Idempotent.
 */
export async function recordCancelRequested(
	db: Db,
	event: CancelRequestedEvent,
	now: number,
): Promise<readonly RevokedReplica[]> {
	return db.transaction(async (tx) => {
		const { place, jobId, effectiveAt } = event;
		await keepChainEvent(tx, place, jobId, "cancelRequested", { effectiveAt });
		const reason = "The client gave notice in the escrow.";
		const cancelled = await cancelInside(tx, jobId, reason, now);
		await deriveFromChain(tx, [jobId]);
		return cancelled !== null && "revoked" in cancelled ? cancelled.revoked : [];
	});
}

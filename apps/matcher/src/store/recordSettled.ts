import type { JobId } from "@tabgrid/protocol";
import { endAfterSettled } from "../core/settlement.ts";
import type { EventPlace } from "./chainEvent.ts";
import { closeEscrow } from "./closeEscrow.ts";
import type { Db } from "./db.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

/** JobSettled; amounts in minor units. */
export interface SettledEvent {
	readonly place: EventPlace;
	readonly jobId: JobId;
	readonly resultRoot: string;
	readonly earned: bigint;
	readonly refund: bigint;
}

/**
 * Records JobSettled: settling → settled, or → failed when no shard was verified; a job that was
 * cancelled or had failed stays so, with its money returned. A job that the chain paid by another root
 * than is known here → settled, and says why nothing more of it is known. Idempotent.
 */
export async function recordSettled(
	db: Db,
	event: SettledEvent,
	now: number,
): Promise<readonly RevokedReplica[]> {
	const { place, jobId, resultRoot, earned, refund } = event;
	const args = { resultRoot, earned: earned.toString(), refund: refund.toString() };
	const message = `Settled: ${earned} minor units to providers, ${refund} back to the client.`;
	return closeEscrow(
		db,
		{ place, jobId, kind: "settled", args, message },
		(job) => endAfterSettled(job, { earned, resultRoot }),
		now,
	);
}

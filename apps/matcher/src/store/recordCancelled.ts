import type { JobId } from "@tabgrid/protocol";
import type { EventPlace } from "./chainEvent.ts";
import { closeEscrow } from "./closeEscrow.ts";
import type { Db } from "./db.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

/** JobCancelled; amounts in minor units. */
export interface CancelledEvent {
	readonly place: EventPlace;
	readonly jobId: JobId;
	readonly earned: bigint;
	readonly refund: bigint;
}

/** Records JobCancelled: → cancelled (a job that had failed stays so). Idempotent. */
export async function recordCancelled(
	db: Db,
	event: CancelledEvent,
	now: number,
): Promise<readonly RevokedReplica[]> {
	const { place, jobId, earned, refund } = event;
	const args = { earned: earned.toString(), refund: refund.toString() };
	const message = `Cancelled: ${earned} minor units to providers, ${refund} back to the client.`;
	return closeEscrow(
		db,
		{ place, jobId, kind: "cancelled", args, message },
		({ state }) => ({ state: state === "failed" ? state : "cancelled", reason: null }),
		now,
	);
}

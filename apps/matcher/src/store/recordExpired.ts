import type { JobId } from "@tabgrid/protocol";
import type { EventPlace } from "./chainEvent.ts";
import { closeEscrow } from "./closeEscrow.ts";
import type { Db } from "./db.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

/** JobExpired; the refund in minor units. */
export interface ExpiredEvent {
	readonly place: EventPlace;
	readonly jobId: JobId;
	readonly refund: bigint;
}

/**
 * Records JobExpired (refunded after the deadline without the operator): → expired; a job that was
 * cancelled or had failed stays so. Idempotent.
 */
export async function recordExpired(
	db: Db,
	event: ExpiredEvent,
	now: number,
): Promise<readonly RevokedReplica[]> {
	const { place, jobId, refund } = event;
	const args = { refund: refund.toString() };
	const message = `Refunded after its deadline: ${refund} minor units back to the client.`;
	return closeEscrow(
		db,
		{ place, jobId, kind: "expired", args, message },
		({ state }) => ({
			state: state === "failed" || state === "cancelled" ? state : "expired",
			reason: null,
		}),
		now,
	);
}

import type { JobId } from "@tabgrid/protocol";
import { type EventPlace, keepChainEvent } from "./chainEvent.ts";
import type { Db } from "./db.ts";
import { deriveFromChain } from "./deriveFromChain.ts";

/** JobToppedUp; amounts in minor units. */
export interface ToppedUpEvent {
	readonly place: EventPlace;
	readonly jobId: JobId;
	readonly amount: bigint;
	/** All paid in so far. */
	readonly budget: bigint;
}

/** Records that the client added to a job's budget. Idempotent. */
export async function recordToppedUp(db: Db, event: ToppedUpEvent): Promise<void> {
	await db.transaction(async (tx) => {
		const { amount, budget } = event;
		const args = { amount: amount.toString(), budget: budget.toString() };
		await keepChainEvent(tx, event.place, event.jobId, "toppedUp", args);
		await deriveFromChain(tx, [event.jobId]);
	});
}

import type { Address, JobId } from "@tabgrid/protocol";
import { type EventPlace, keepChainEvent } from "./chainEvent.ts";
import type { Db } from "./db.ts";
import { deriveFromChain } from "./deriveFromChain.ts";

/** VoucherRedeemed; amounts in minor units. */
export interface RedeemedEvent {
	readonly place: EventPlace;
	readonly jobId: JobId;
	/** The wallet that was paid. */
	readonly provider: Address;
	/** What it was paid now. */
	readonly paid: bigint;
	/** What it was paid of this job so far. */
	readonly total: bigint;
}

/** Records what a wallet was paid of a job. Idempotent. */
export async function recordRedeemed(db: Db, event: RedeemedEvent): Promise<void> {
	await db.transaction(async (tx) => {
		const { provider, paid, total } = event;
		const args = { provider, paid: paid.toString(), total: total.toString() };
		await keepChainEvent(tx, event.place, event.jobId, "redeemed", args);
		await deriveFromChain(tx, [event.jobId]);
	});
}

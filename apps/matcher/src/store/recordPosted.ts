import type { Address, JobId, SpecHash } from "@tabgrid/protocol";
import type { PostedTerms } from "../core/settlement.ts";
import { applyPosted, type PostedOutcome } from "./applyPosted.ts";
import { type EventPlace, keepChainEvent } from "./chainEvent.ts";
import type { Db } from "./db.ts";

/** JobPosted. The job id binds the spec hash, the client, the chain and the escrow. */
export interface PostedEvent extends PostedTerms {
	readonly place: EventPlace;
	readonly jobId: JobId;
	readonly client: Address;
	readonly specHash: SpecHash;
}

/**
 * Records JobPosted: draft → funded, or → failed with a reason when the terms don't fit the spec. The
 * event of a job that isn't known yet is kept for its draft (`unknown`). Idempotent.
 */
export async function recordPosted(
	db: Db,
	event: PostedEvent,
	context: { readonly operator: Address; readonly now: number },
): Promise<PostedOutcome> {
	return db.transaction(async (tx) => {
		await keepChainEvent(tx, event.place, event.jobId, "posted", {
			client: event.client,
			operator: event.operator,
			specHash: event.specHash,
			budget: event.budget.toString(),
			pricePerReplica: event.pricePerReplica.toString(),
			shards: event.shards,
			deadline: event.deadline,
		});
		return applyPosted(tx, event.jobId, context);
	});
}

import type { Address, JobId, ProviderId, ShardIndex } from "@tabgrid/protocol";
import type { EventPlace } from "./chainEvent.ts";
import type { Db, Queries } from "./db.ts";
import { deriveStakes } from "./deriveStakes.ts";
import { logJobEvents } from "./logJobEvents.ts";

/** What happened to a stake. Amounts are minor units; `amount` is all that is at stake after it. */
export type StakeChange =
	| { readonly kind: "added"; readonly amount: bigint }
	/** What is leaving in all, and when it can be withdrawn (epoch ms); 0 when notice was taken back. */
	| { readonly kind: "notice"; readonly leaving: bigint; readonly leavesAt: number }
	| { readonly kind: "withdrawn"; readonly amount: bigint }
	| {
			readonly kind: "burned";
			readonly amount: bigint;
			readonly burned: bigint;
			readonly jobId: JobId;
			readonly shardIndex: ShardIndex;
			/** For the job's log. */
			readonly message: string;
	  };

/** An event of the stakes' contract, of this grid's operator. */
export interface StakeEvent {
	readonly place: EventPlace;
	readonly providerId: ProviderId;
	readonly owner: Address;
	readonly change: StakeChange;
}

/** The columns that an event fills beside its place. */
function columnsOf(change: StakeChange) {
	const none = {
		amount: null,
		leaving: null,
		leavesAt: null,
		burned: null,
		jobId: null,
		idx: null,
	};
	switch (change.kind) {
		case "added":
			return { ...none, amount: change.amount.toString() };
		case "notice":
			return { ...none, leaving: change.leaving.toString(), leavesAt: change.leavesAt };
		case "withdrawn": // what was leaving has left
			return { ...none, amount: change.amount.toString(), leaving: "0" };
		case "burned": {
			const { amount, burned, jobId, shardIndex: idx } = change;
			return { ...none, amount: amount.toString(), burned: burned.toString(), jobId, idx };
		}
	}
}

/** Keeps an event as {@link keepChainEvent} does; answers whether it is new. */
async function keepStakeEvent(tx: Queries, event: StakeEvent): Promise<boolean> {
	const { place, providerId, owner, change } = event;
	const { amount, leaving, leavesAt, burned, jobId, idx } = columnsOf(change);
	const kept = await tx.query(
		`insert into stake_events (tx_hash, log_index, block_number, block_hash, at, provider_id, owner,
		 	kind, amount, leaving, leaves_at, burned, job_id, idx)
		 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		 on conflict (tx_hash, log_index) do update set
		 	block_number = excluded.block_number, block_hash = excluded.block_hash, at = excluded.at,
		 	provider_id = excluded.provider_id, owner = excluded.owner, kind = excluded.kind,
		 	amount = excluded.amount, leaving = excluded.leaving, leaves_at = excluded.leaves_at,
		 	burned = excluded.burned, job_id = excluded.job_id, idx = excluded.idx
		 where stake_events.block_hash <> excluded.block_hash
		 returning 1`,
		[
			place.txHash,
			place.logIndex,
			place.blockNumber.toString(),
			place.blockHash,
			place.at,
			providerId,
			owner,
			change.kind,
			amount,
			leaving,
			leavesAt,
			burned,
			jobId,
			idx,
		],
	);
	return kept.length > 0;
}

/** Records what happened to a stake, and tells a job's log what was burned for it. Idempotent. */
export async function recordStake(db: Db, event: StakeEvent, now: number): Promise<void> {
	await db.transaction(async (tx) => {
		if (!(await keepStakeEvent(tx, event))) return;
		await deriveStakes(tx, [event]);
		const { change } = event;
		if (change.kind !== "burned") return;
		const jobs = await tx.query<{ id: number }>("select id from jobs where job_id = $1", [
			change.jobId,
		]);
		const { message } = change;
		await logJobEvents(
			tx,
			jobs.map(({ id }) => ({ job: id, kind: "stakeBurned", message })),
			now,
		);
	});
}

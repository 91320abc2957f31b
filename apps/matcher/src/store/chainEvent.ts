import type { JobId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** Where an event stands on the chain. */
export interface EventPlace {
	readonly txHash: string;
	readonly logIndex: number;
	readonly blockNumber: bigint;
	readonly blockHash: string;
	/** The block's time, epoch ms. */
	readonly at: number;
}

export type ChainEventKind =
	| "posted"
	| "toppedUp"
	| "redeemed"
	| "settled"
	| "cancelRequested"
	| "cancelled"
	| "expired";

/**
 * Keeps an event. The same log in another block (the transaction was mined anew after a
 * reorganisation that nobody rolled back) replaces what was kept.
 * @param args the event's values; amounts as decimal strings.
 * @returns whether it is new.
 */
export async function keepChainEvent(
	tx: Queries,
	place: EventPlace,
	jobId: JobId,
	kind: ChainEventKind,
	args: Readonly<Record<string, string | number>>,
): Promise<boolean> {
	const kept = await tx.query(
		`insert into chain_events (tx_hash, log_index, block_number, block_hash, at, job_id, kind, args)
		 values ($1, $2, $3, $4, $5, $6, $7, $8)
		 on conflict (tx_hash, log_index) do update set
		 	block_number = excluded.block_number, block_hash = excluded.block_hash,
		 	at = excluded.at, job_id = excluded.job_id, kind = excluded.kind, args = excluded.args
		 where chain_events.block_hash <> excluded.block_hash
		 returning 1`,
		[
			place.txHash,
			place.logIndex,
			place.blockNumber.toString(),
			place.blockHash,
			place.at,
			jobId,
			kind,
			JSON.stringify(args),
		],
	);
	return kept.length > 0;
}

import type { Address } from "@tabgrid/protocol";
import type { Db, Queries } from "./db.ts";

/**
 * Remembers which contract stakes are read from. When it is another than before (stakes are new to the
 * grid, or have come, gone or moved), what was read of the former is forgotten, and the new one's events
 * up to the chain's cursor are still to be read: {@link stakesBehind}.
 */
export async function bindStakes(db: Db, stakes: Address | null): Promise<void> {
	await db.transaction(async (tx) => {
		const changed = await tx.query(
			`update grid set stakes = $1, stakes_behind = $1::text is not null
			 where stakes is distinct from $1 returning 1`,
			[stakes],
		);
		if (changed.length === 0) return;
		await tx.query("delete from stake_events");
		await tx.query("delete from stakes");
	});
}

/** Whether events of the stakes' contract before the chain's cursor are still to be read. */
export async function stakesBehind(db: Queries): Promise<boolean> {
	const [grid] = await db.query<{ stakes_behind: boolean }>("select stakes_behind from grid");
	return grid?.stakes_behind === true;
}

/** All events of the contract up to the chain's cursor are recorded. */
export async function stakesCaughtUp(db: Queries, stakes: Address): Promise<void> {
	await db.query("update grid set stakes_behind = false where stakes = $1", [stakes]);
}

import type { Db } from "./db.ts";

/**
 * Keeps the embedded database small and quick to start: frees the space of old row versions, refreshes
 * the planner's statistics, and writes a checkpoint, so that the log to replay after a crash stays
 * short. PGlite does none of it by itself; call this every few minutes. A Postgres server does all
 * of it, so nothing is done there.
 */
export async function maintainStore(db: Db): Promise<void> {
	if (db.kind !== "pglite") return;
	await db.script("vacuum (analyze)");
	await db.script("checkpoint");
}

import type { Db } from "./db.ts";

/**
 * Frees the space of old row versions and refreshes the planner's statistics. Call every few minutes:
 * PGlite has no autovacuum. A Postgres server has its own, so nothing is done there.
 */
export async function maintainStore(db: Db): Promise<void> {
	if (db.kind === "pglite") await db.script("vacuum (analyze)");
}

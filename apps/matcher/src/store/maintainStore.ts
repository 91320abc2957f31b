import type { Db } from "./db.ts";

/** A table is swept once so many of its rows are dead, or so large a share of them. */
const deadRows = 1_000;
const deadShare = 0.05;

/**
 * Keeps the embedded database small and quick to start: frees the space of old row versions, refreshes
 * the planner's statistics, and writes a checkpoint, so that the log to replay after a crash stays
 * short. PGlite does none of it by itself; call this every few minutes. A Postgres server does all
 * of it, so nothing is done there.
 *
 * PGlite runs one statement at a time, so each table is a statement of its own, and between two of
 * them whoever waits gets a turn; tables that hardly changed are left alone.
 */
export async function maintainStore(db: Db, pause: () => Promise<unknown>): Promise<void> {
	if (db.kind !== "pglite") return;
	await db.query("select pg_stat_force_next_flush()");
	const tables = await db.query<{ name: string }>(
		`select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
		 where n_dead_tup > $1::bigint or n_dead_tup + n_mod_since_analyze > $2::float8 * n_live_tup
		 order by n_dead_tup, relname`,
		[deadRows, deadShare],
	);
	for (const { name } of tables) {
		await db.script(`vacuum (analyze, truncate false) ${name}`);
		await pause();
	}
	await db.script("checkpoint");
}

import { PGlite, type Transaction } from "@electric-sql/pglite";
import type { Db, Queries } from "./db.ts";

const queriesOf = (on: PGlite | Transaction): Queries => ({
	query: async <Row>(sql: string, params: readonly unknown[] = []) =>
		(await on.query<Row>(sql, [...params])).rows,
	script: async (sql) => {
		await on.exec(sql);
	},
});

/**
 * All pages are in memory, and most statements want few rows of large tables: the planner is told so,
 * because before statistics are there it would rather read and sort a table than follow its index.
 */
const settings = "set random_page_cost = 1.1; set jit = off";

/**
 * Opens the embedded Postgres in the calling thread: in memory, or on disk in `dataDir`, which no other
 * may have open. On disk every commit has reached the write-ahead log before its promise resolves (no
 * relaxed durability), so a process killed at any instant loses nothing that it acknowledged; the next
 * opening replays the log. In memory it begins with what `archive` holds, a tar of another's directory.
 */
export async function createPgliteDb(dataDir: string | null, archive?: Blob): Promise<Db> {
	const pglite = await (dataDir === null
		? PGlite.create(archive && { loadDataDir: archive })
		: PGlite.create(dataDir));
	await pglite.exec(settings);
	return {
		kind: "pglite",
		...queriesOf(pglite),
		transaction: (run) => pglite.transaction((tx) => run(queriesOf(tx))),
		close: () => pglite.close(),
	};
}

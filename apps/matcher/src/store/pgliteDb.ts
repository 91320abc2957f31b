import { mkdir } from "node:fs/promises";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import type { Db, Queries } from "./db.ts";
import { lockDirectory } from "./lockDirectory.ts";

const queriesOf = (on: PGlite | Transaction): Queries => ({
	query: async <Row>(sql: string, params: readonly unknown[] = []) =>
		(await on.query<Row>(sql, [...params])).rows,
	script: async (sql) => {
		await on.exec(sql);
	},
});

/**
 * Opens the embedded Postgres: in memory, or on disk in `dataDir`. On disk every commit has reached
 * the write-ahead log before its promise resolves (no relaxed durability), so a process killed at any
 * instant loses nothing that it acknowledged; the next opening replays the log.
 * @throws TabgridError CONFLICT when another process has `dataDir` open.
 */
export async function openPglite(dataDir: string | null): Promise<Db> {
	if (dataDir !== null) await mkdir(dataDir, { recursive: true });
	const unlock = dataDir === null ? null : await lockDirectory(dataDir);
	try {
		const pglite = await (dataDir === null ? PGlite.create() : PGlite.create(dataDir));
		return {
			kind: "pglite",
			...queriesOf(pglite),
			transaction: (run) => pglite.transaction((tx) => run(queriesOf(tx))),
			close: async () => {
				await pglite.close();
				await unlock?.();
			},
		};
	} catch (error) {
		await unlock?.();
		throw error;
	}
}

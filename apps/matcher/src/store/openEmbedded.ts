import { mkdir } from "node:fs/promises";
import { createCluster } from "./createCluster.ts";
import type { Db } from "./db.ts";
import { lockDirectory } from "./lockDirectory.ts";
import { DatabaseThread } from "./thread/DatabaseThread.ts";

/**
 * Opens the embedded Postgres on disk, in a thread of its own, for this process alone.
 * @throws TabgridError CONFLICT when another process has `dataDir` open.
 */
export async function openEmbedded(dataDir: string): Promise<Db> {
	await mkdir(dataDir, { recursive: true });
	const unlock = await lockDirectory(dataDir);
	try {
		await createCluster(dataDir);
		const db = await DatabaseThread.open(dataDir);
		return {
			kind: db.kind,
			query: (sql, params) => db.query(sql, params),
			script: (sql) => db.script(sql),
			transaction: (run) => db.transaction(run),
			close: async () => {
				await db.close();
				await unlock();
			},
		};
	} catch (error) {
		await unlock();
		throw error;
	}
}

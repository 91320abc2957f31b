import { Pool, type PoolClient, types } from "pg";
import type { Db, Queries } from "./db.ts";

const int8 = 20;
/** Serialization failure and deadlock: the transaction was rolled back and can run again. */
const retryable: ReadonlySet<unknown> = new Set(["40001", "40P01"]);
const attempts = 8;

const queriesOf = (on: Pool | PoolClient): Queries => ({
	query: async <Row>(sql: string, params: readonly unknown[] = []) => {
		const result = await on.query<Row & Record<string, unknown>>(sql, [...params]);
		return result.rows;
	},
	script: async (sql) => {
		await on.query(sql);
	},
});

const isRetryable = (error: unknown) =>
	error instanceof Error && "code" in error && retryable.has(error.code);

/**
 * Opens a Postgres server (15 or newer) by its URL, with a pool of connections.
 * Errors of idle connections go to `onIdleError`; the pool replaces such connections by itself.
 */
export async function openPostgres(
	url: string,
	options: { maxConnections?: number; onIdleError?: (error: Error) => void } = {},
): Promise<Db> {
	const pool = new Pool({
		connectionString: url,
		max: options.maxConnections ?? 10,
		types: {
			getTypeParser: (oid, format) =>
				oid === int8 && format !== "binary" ? Number : types.getTypeParser(oid, format),
		},
	});
	pool.on("error", (error) => options.onIdleError?.(error));

	const once = async <T>(run: (tx: Queries) => Promise<T>): Promise<T> => {
		const client = await pool.connect();
		let broken: Error | undefined;
		try {
			await client.query("begin");
			const result = await run(queriesOf(client));
			await client.query("commit");
			return result;
		} catch (error) {
			await client.query("rollback").catch((cause: Error) => {
				broken = cause; // the connection is gone: the pool must not hand it out again
			});
			throw error;
		} finally {
			client.release(broken);
		}
	};

	return {
		kind: "postgres",
		...queriesOf(pool),
		transaction: async (run) => {
			for (let attempt = 1; ; attempt++) {
				try {
					return await once(run);
				} catch (error) {
					if (attempt === attempts || !isRetryable(error)) throw error;
				}
			}
		},
		close: () => pool.end(),
	};
}

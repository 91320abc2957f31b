import { TabgridError } from "@tabgrid/protocol";
import PQueue from "p-queue";
import { Pool, type PoolClient, types } from "pg";
import type { Db, Queries } from "./db.ts";

const int8 = 20;
/** Serialization failure and deadlock: the transaction was rolled back and can run again. */
const retryable: ReadonlySet<unknown> = new Set(["40001", "40P01"]);
const attempts = 8;

/** What Postgres and the system say when the server is gone, going or only coming. */
const awayCodes: ReadonlySet<unknown> = new Set([
	"57P01",
	"57P02",
	"57P03",
	"08000",
	"08003",
	"08006",
	"ECONNREFUSED",
	"ECONNRESET",
	"ENOENT",
	"EPIPE",
	"ETIMEDOUT",
]);

/** @throws TabgridError UNAVAILABLE in place of an error that means that the server is away. */
function explained(error: unknown): never {
	const away =
		error instanceof Error &&
		(("code" in error && awayCodes.has(error.code)) ||
			/connection terminated|not queryable|connection timeout/i.test(error.message));
	if (!away) throw error;
	throw new TabgridError("UNAVAILABLE", "The matcher's database is away for the moment.", {
		retryAfterMs: 1_000,
		cause: error,
	});
}

const queriesOf = (on: Pool | PoolClient): Queries => ({
	query: async <Row>(sql: string, params: readonly unknown[] = []) => {
		const result = await on.query<Row & Record<string, unknown>>(sql, [...params]).catch(explained);
		return result.rows;
	},
	script: async (sql) => {
		await on.query(sql);
	},
});

/** The same, one statement after the other: a connection takes no second one while it is at work. */
function inTurn(queries: Queries, turns: PQueue): Queries {
	return {
		query: (sql, params) => turns.add(() => queries.query(sql, params)),
		script: (sql) => turns.add(() => queries.script(sql)),
	};
}

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
		const client = await pool.connect().catch(explained);
		let broken: Error | undefined;
		// Without a listener, a connection that breaks between two queries ends the process.
		const noteBroken = (error: Error) => {
			broken = error;
		};
		client.on("error", noteBroken);
		const turns = new PQueue({ concurrency: 1 });
		try {
			await client.query("begin").catch(explained);
			const result = await run(inTurn(queriesOf(client), turns));
			await turns.onIdle();
			await client.query("commit").catch(explained);
			return result;
		} catch (error) {
			await turns.onIdle();
			await client.query("rollback").catch((cause: Error) => {
				broken = cause; // the connection is gone: the pool must not hand it out again
			});
			throw error;
		} finally {
			client.off("error", noteBroken);
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

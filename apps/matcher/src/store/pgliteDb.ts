import { Mutex, PGlite, TransactionAbortedError } from "@electric-sql/pglite";
import type { Db, Queries } from "./db.ts";
import { PgliteStatements } from "./PgliteStatements.ts";

/**
 * All pages are in memory, and most statements want few rows of large tables: the planner is told so,
 * because before statistics are there it would rather read and sort a table than follow its index.
 */
const settings = "set random_page_cost = 1.1; set jit = off";

const isRows = <Row>(rows: readonly unknown[]): rows is Row[] => Array.isArray(rows);

/** Queries of one transaction, or by themselves; one after the other, and none once they are `over`. */
class PgliteQueries implements Queries {
	over = false;
	readonly #statements: PgliteStatements;
	readonly #inTransaction: boolean;
	readonly #turns = new Mutex();

	constructor(statements: PgliteStatements, inTransaction: boolean) {
		this.#statements = statements;
		this.#inTransaction = inTransaction;
	}

	query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
		return this.#turn(async () => {
			const rows: readonly unknown[] = await this.#statements.query(
				sql,
				params,
				this.#inTransaction,
			);
			if (!isRows<Row>(rows)) throw new TypeError("The database answered without rows.");
			return rows;
		});
	}

	script(sql: string): Promise<void> {
		return this.#turn(() => this.#statements.script(sql, this.#inTransaction));
	}

	#turn<T>(run: () => Promise<T>): Promise<T> {
		return this.#turns.runExclusive(() => {
			if (this.over) throw new Error("The transaction is over.");
			return run();
		});
	}
}

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
	const statements = new PgliteStatements(pglite);
	/** A transaction, or a statement by itself, at a time. */
	const turns = new Mutex();
	const turn = <T>(run: () => Promise<T>) =>
		turns.runExclusive(() => {
			if (pglite.closed) throw new Error("The database is closed.");
			return run();
		});
	const alone = new PgliteQueries(statements, false);
	return {
		kind: "pglite",
		query: (sql, params) => turn(() => alone.query(sql, params)),
		script: (sql) => turn(() => alone.script(sql)),
		transaction: (run) =>
			turn(async () => {
				const queries = new PgliteQueries(statements, true);
				try {
					const result = await run(queries);
					queries.over = true;
					if (pglite.isInTransaction() && (await statements.end("commit")) === "ROLLBACK")
						throw new TransactionAbortedError();
					return result;
				} catch (error) {
					queries.over = true;
					if (pglite.isInTransaction()) await statements.end("rollback");
					throw error;
				}
			}),
		close: () => turn(() => pglite.close()),
	};
}

import { Worker } from "node:worker_threads";
import type { Db, Queries } from "../db.ts";
import { FromDatabase, type ToDatabase } from "./messages.ts";
import { DatabaseError } from "./trouble.ts";

type Unnumbered<M> = M extends unknown ? Omit<M, "id"> : never;

interface Pending {
	resolve(answer: FromDatabase): void;
	reject(error: Error): void;
}

const isRows = <Row>(rows: unknown): rows is Row[] => Array.isArray(rows);

/**
 * The embedded Postgres in a thread of its own, so that it computes beside whoever asks it. One message
 * a statement; a transaction is exclusive from its first statement to its end, as in one thread.
 */
export class DatabaseThread implements Db {
	readonly kind = "pglite";
	readonly #worker: Worker;
	readonly #pending = new Map<number, Pending>();
	#lastId = 0;
	#lastTx = 0;
	#gone: Error | undefined;

	private constructor(dataDir: string) {
		this.#worker = new Worker(new URL("./worker.mjs", import.meta.url), {
			name: "database",
			// worker.mjs brings the loader itself, whichever way this process got its own.
			execArgv: [],
			workerData: { dataDir },
		});
		this.#worker.on("message", (data) => this.#receive(FromDatabase.parse(data)));
		this.#worker.on("error", (error) => this.#die(error));
		this.#worker.on("exit", () => this.#die(new Error("The database's thread has ended.")));
	}

	/** Opens the database in `dataDir`, which nobody else may have open. @throws what opening it throws. */
	static async open(dataDir: string): Promise<DatabaseThread> {
		const thread = new DatabaseThread(dataDir);
		try {
			await thread.#expect(0);
			return thread;
		} catch (error) {
			await thread.#worker.terminate();
			throw error;
		}
	}

	query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
		return this.#query<Row>(null, sql, params);
	}

	async script(sql: string): Promise<void> {
		await this.#ask({ kind: "script", tx: null, sql });
	}

	async transaction<T>(run: (tx: Queries) => Promise<T>): Promise<T> {
		const tx = ++this.#lastTx;
		const end = (commit: boolean) => this.#ask({ kind: "end", tx, commit });
		let result: T;
		try {
			result = await run({
				query: (sql, params = []) => this.#query(tx, sql, params),
				script: async (sql) => {
					await this.#ask({ kind: "script", tx, sql });
				},
			});
		} catch (error) {
			await end(false).catch(() => {}); // the first error tells more
			throw error;
		}
		await end(true);
		return result;
	}

	async close(): Promise<void> {
		await this.#ask({ kind: "close" });
		await this.#worker.terminate();
	}

	async #query<Row>(tx: number | null, sql: string, params: readonly unknown[]): Promise<Row[]> {
		const { rows } = await this.#ask({ kind: "query", tx, sql, params });
		if (!isRows<Row>(rows)) throw new TypeError("The database's thread answered without rows.");
		return rows;
	}

	#ask(message: Unnumbered<ToDatabase>): Promise<FromDatabase> {
		const id = ++this.#lastId;
		const answer = this.#expect(id);
		const numbered: ToDatabase = { ...message, id };
		this.#worker.postMessage(numbered);
		return answer;
	}

	#expect(id: number): Promise<FromDatabase> {
		if (this.#gone !== undefined) return Promise.reject(this.#gone);
		return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
	}

	#receive(answer: FromDatabase): void {
		const pending = this.#pending.get(answer.id);
		this.#pending.delete(answer.id);
		if (answer.error === undefined) pending?.resolve(answer);
		else pending?.reject(new DatabaseError(answer.error));
	}

	/** Whoever waits is told, and so is whoever asks from now on. */
	#die(error: Error): void {
		this.#gone ??= error;
		for (const { reject } of this.#pending.values()) reject(this.#gone);
		this.#pending.clear();
	}
}

import type { Db, Queries } from "../db.ts";
import type { FromDatabase, ToDatabase } from "./messages.ts";
import { troubleOf } from "./trouble.ts";

/** A transaction that another thread conducts, from its first statement to its end. */
interface Open {
	/** What its statements run on, as soon as it is its turn. */
	readonly queries: Promise<Queries>;
	end(commit: boolean): void;
	/** Committed, or rolled back by an error. */
	readonly done: Promise<void>;
}

/** Ends a transaction that its conductor gave up. */
class RolledBack extends Error {}

function begin(db: Db): Open {
	let end: Open["end"] = () => {};
	const ended = new Promise<boolean>((resolve) => {
		end = resolve;
	});
	let done = Promise.resolve();
	const queries = new Promise<Queries>((resolve, reject) => {
		done = db.transaction(async (tx) => {
			resolve(tx);
			if (!(await ended)) throw new RolledBack();
		});
		done.catch(reject);
	});
	queries.catch(() => {}); // its statements tell of it
	return { queries, end, done };
}

/** Runs the statements and transactions of another thread on a database. */
export class DatabaseServer {
	readonly #db: Db;
	readonly #open = new Map<number, Open>();

	constructor(db: Db) {
		this.#db = db;
	}

	async answer(message: ToDatabase): Promise<FromDatabase> {
		const { id } = message;
		try {
			switch (message.kind) {
				case "query": {
					const on = await this.#queries(message.tx);
					return { id, rows: await on.query(message.sql, message.params) };
				}
				case "script":
					await (await this.#queries(message.tx)).script(message.sql);
					return { id };
				case "end":
					await this.#end(message.tx, message.commit);
					return { id };
				case "close":
					await this.#db.close();
					return { id };
			}
		} catch (error) {
			return { id, error: troubleOf(error) };
		}
	}

	#queries(tx: number | null): Queries | Promise<Queries> {
		if (tx === null) return this.#db;
		const open = this.#open.get(tx) ?? begin(this.#db);
		this.#open.set(tx, open);
		return open.queries;
	}

	/** A transaction without statements was never begun: there is nothing to end. */
	async #end(tx: number, commit: boolean): Promise<void> {
		const open = this.#open.get(tx);
		if (open === undefined) return;
		this.#open.delete(tx);
		open.end(commit);
		await open.done.catch((error: unknown) => {
			if (!(error instanceof RolledBack)) throw error;
		});
	}
}

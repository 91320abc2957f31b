import { messages, type PGlite, protocol } from "@electric-sql/pglite";

const { serialize } = protocol;

type Row = Record<string, unknown>;

/** A statement that the database has parsed. */
interface Prepared {
	readonly name: string;
	/** Its parameters as the protocol carries them. */
	encode(params: readonly unknown[]): (string | null)[];
	/** A row of its answer. */
	decode(fields: readonly (string | null)[]): Row;
}

/** "Cached plan must not change result type": a table has other columns than when it was parsed. */
const isOutdated = (error: unknown) =>
	error instanceof messages.DatabaseError && error.code === "0A000";

/** Statements kept parsed at most; the store has some two hundred. */
const mostStatements = 512;
/** How long a plan is used, ms: it is made for tables as large as they were then. */
const plansMs = 5_000;

const sync = serialize.sync();
const execute = serialize.execute();
const begin = serialize.query("begin");
const discardPlans = serialize.query("discard plans");

/**
 * Runs statements on an embedded Postgres, each SQL text parsed and described once: from then on it is one
 * message, and one call into WebAssembly. Values come out as PGlite's own `query` converts them. Its
 * caller sees to it that one runs at a time.
 */
export class PgliteStatements {
	readonly #pglite: PGlite;
	readonly #most: number;
	/** By SQL text; the one that wasn't used for the longest time comes first. */
	readonly #prepared = new Map<string, Prepared>();
	/** Messages that free the names of forgotten statements; they go with the next one. */
	#closing: Uint8Array[] = [];
	#plansUntil = 0;
	#lastName = 0;

	constructor(pglite: PGlite, most = mostStatements) {
		this.#pglite = pglite;
		this.#most = most;
	}

	/**
	 * Runs one statement.
	 * @param inTransaction begins a transaction with it where none is open.
	 */
	async query(sql: string, params: readonly unknown[], inTransaction: boolean): Promise<Row[]> {
		try {
			return await this.#run(sql, params, inTransaction);
		} catch (error) {
			if (!isOutdated(error)) throw error;
			this.#forget(sql);
			// An open transaction is lost with it; the next one finds the statement parsed anew.
			if (this.#pglite.isInTransaction()) throw error;
			return this.#run(sql, params, inTransaction);
		}
	}

	/** Runs several statements without parameters; they may change tables, so all others are parsed anew. */
	async script(sql: string, inTransaction: boolean): Promise<void> {
		for (const known of [...this.#prepared.keys()]) this.#forget(known);
		await this.#send(inTransaction, [serialize.query(sql)]);
	}

	/** @returns the command that was carried out: the commit of a failed transaction isn't. */
	async end(command: "commit" | "rollback"): Promise<string | undefined> {
		const answers = await this.#send(false, [serialize.query(command)]);
		return answers.find((one) => one instanceof messages.CommandCompleteMessage)?.text;
	}

	async #run(sql: string, params: readonly unknown[], inTransaction: boolean): Promise<Row[]> {
		const { name, encode, decode } = await this.#known(sql);
		const bind = serialize.bind({ statement: name, values: encode(params) });
		const answers = await this.#send(inTransaction, [bind, execute, sync]);
		const rows: Row[] = [];
		for (const one of answers)
			if (one instanceof messages.DataRowMessage) rows.push(decode(one.fields));
		return rows;
	}

	async #known(sql: string): Promise<Prepared> {
		const known = this.#prepared.get(sql) ?? (await this.#parse(sql));
		this.#prepared.delete(sql);
		this.#prepared.set(sql, known);
		if (this.#prepared.size > this.#most) {
			const [oldest] = this.#prepared.keys();
			if (oldest !== undefined) this.#forget(oldest);
		}
		return known;
	}

	async #parse(sql: string): Promise<Prepared> {
		this.#lastName += 1;
		const name = `s${this.#lastName}`;
		const { serializers, parsers } = this.#pglite;
		const description = await this.#send(false, [
			serialize.parse({ name, text: sql }),
			serialize.describe({ type: "S", name }),
			sync,
		]);
		const types = description.find((one) => one instanceof messages.ParameterDescriptionMessage);
		const row = description.find((one) => one instanceof messages.RowDescriptionMessage);
		const write = (types?.dataTypeIDs ?? []).map((type) => serializers[type] ?? String);
		const columns = (row?.fields ?? []).map(({ name: column, dataTypeID }) => ({
			column,
			read: parsers[dataTypeID],
		}));
		return {
			name,
			encode: (params) =>
				params.map((param, place) => {
					if (param === null || param === undefined) return null;
					return (write[place] ?? String)(param);
				}),
			decode(fields) {
				const decoded: Row = {};
				for (const [place, { column, read }] of columns.entries()) {
					const field = fields[place] ?? null;
					decoded[column] = field === null || read === undefined ? field : read(field);
				}
				return decoded;
			},
		};
	}

	#forget(sql: string): void {
		const known = this.#prepared.get(sql);
		if (known === undefined) return;
		this.#prepared.delete(sql);
		this.#closing.push(serialize.close({ type: "S", name: known.name }));
	}

	/** @throws DatabaseError the first one; the database is ready for the next message then. */
	#send(inTransaction: boolean, parts: readonly Uint8Array[]) {
		const before = this.#closing;
		this.#closing = [];
		if (!this.#pglite.isInTransaction()) {
			const now = performance.now();
			if (now >= this.#plansUntil) {
				this.#plansUntil = now + plansMs;
				before.push(discardPlans);
			}
			if (inTransaction) before.push(begin);
		}
		return this.#pglite.execProtocolStream(Buffer.concat([...before, ...parts]), {
			syncToFs: false,
		});
	}
}

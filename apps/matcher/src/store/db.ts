/**
 * A way to run SQL. Parameters are `$1`…; a batch travels as one JSON text parameter read with
 * `json_to_recordset`, because the two drivers encode arrays differently. int8 arrives as a number,
 * numeric as text (select `::text` and read with BigInt).
 */
export interface Queries {
	/** Runs one statement; answers its rows, whose shape is the statement's select list. */
	query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
	/** Runs several statements without parameters. */
	script(sql: string): Promise<void>;
}

/** A database: embedded (PGlite) or a Postgres server. Same SQL, same results. */
export interface Db extends Queries {
	readonly kind: "pglite" | "postgres";
	/**
	 * Runs `run` in one transaction: committed and durable when the promise resolves, rolled back when
	 * `run` throws. After a deadlock or serialization failure `run` is called again from the start, so
	 * it must do nothing but query `tx`.
	 */
	transaction<T>(run: (tx: Queries) => Promise<T>): Promise<T>;
	/** Finishes what runs and closes; for PGlite, also frees its directory for another process. */
	close(): Promise<void>;
}

/**
 * Text that a stranger wrote, without what Postgres cannot keep in a text column: NUL and lone
 * surrogates.
 */
export function storableText(text: string): string {
	return text.replace(/[\0\ud800-\udfff]/gu, "");
}

import type { Trouble } from "./messages.ts";

/** What of an error another thread needs to know. */
export function troubleOf(error: unknown): Trouble {
	if (!(error instanceof Error)) return { message: String(error) };
	const { message } = error;
	return "code" in error && typeof error.code === "string"
		? { message, code: error.code }
		: { message };
}

/** The database's error as its caller sees it; `code` is Postgres' (SQLSTATE). */
export class DatabaseError extends Error {
	override readonly name = "DatabaseError";
	readonly code: string | undefined;

	constructor({ message, code }: Trouble) {
		super(message);
		this.code = code;
	}
}

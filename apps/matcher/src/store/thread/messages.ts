import { z } from "zod";

/**
 * What the thread of the embedded database is asked. `tx` names the transaction that a statement
 * belongs to, which begins with its first one; null stands for none.
 */
export type ToDatabase =
	| {
			readonly kind: "query";
			readonly id: number;
			readonly tx: number | null;
			readonly sql: string;
			readonly params: readonly unknown[];
	  }
	| {
			readonly kind: "script";
			readonly id: number;
			readonly tx: number | null;
			readonly sql: string;
	  }
	| { readonly kind: "end"; readonly id: number; readonly tx: number; readonly commit: boolean }
	| { readonly kind: "close"; readonly id: number };

/** An error as it crosses threads: structured cloning would drop Postgres' code. */
const Trouble = z.object({ message: z.string(), code: z.string().optional() });
export type Trouble = z.infer<typeof Trouble>;

/** What the thread answers. The message with id 0 says that the database is open, or why it isn't. */
export const FromDatabase = z.object({
	id: z.int(),
	rows: z.custom<readonly unknown[]>(Array.isArray).optional(),
	error: Trouble.optional(),
});
export type FromDatabase = z.infer<typeof FromDatabase>;

import { z } from "zod";
import { TabgridError } from "./tabgridError.ts";

/**
 * Every error that crosses a boundary has one of these codes; the same code reaches the API, the
 * socket and the screen.
 */
export const ErrorCode = z.enum([
	"BAD_REQUEST",
	"UNAUTHENTICATED",
	"BAD_SIGNATURE",
	"NOT_FOUND",
	"CONFLICT",
	"TOO_LARGE",
	"RATE_LIMITED",
	"UNAVAILABLE",
	"INTERNAL",
	"UNKNOWN_KERNEL",
	"BAD_PARAMS",
	"BAD_MODEL",
	"BAD_INPUT",
	"BAD_MANIFEST",
	"MISSING_BLOB",
	"DIGEST_MISMATCH",
	"PRICE_TOO_LOW",
	"WRONG_CHAIN",
	"WRONG_OPERATOR",
	"WRONG_MATCHER",
	"DEADLINE_TOO_SOON",
	"JOB_NOT_OPEN",
	"LEASE_NOT_YOURS",
	"LEASE_OVER",
	"PROTOCOL_TOO_OLD",
	"FAUCET_DISABLED",
	"RELAY_DISABLED",
	"CHAIN_REFUSED",
	"OUT_OF_MEMORY",
	"DEVICE_LOST",
	"MODEL_FAILED",
	"RUN_TIMEOUT",
	"STOPPED",
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An error as it travels: a code for programs, a sentence for a person, the facts that help. */
export const WireError = z.object({
	code: ErrorCode,
	message: z.string().max(2_000),
	/** How long to wait before trying again, in ms. */
	retryAfterMs: z.number().int().nonnegative().optional(),
	details: z.record(z.string(), z.unknown()).optional(),
});
export type WireError = z.infer<typeof WireError>;

/** HTTP status for each code that the API can answer with; 400 where none is named. */
export const httpStatus: Partial<Record<ErrorCode, number>> = {
	UNAUTHENTICATED: 401,
	BAD_SIGNATURE: 401,
	NOT_FOUND: 404,
	MISSING_BLOB: 404,
	CONFLICT: 409,
	JOB_NOT_OPEN: 409,
	LEASE_NOT_YOURS: 403,
	LEASE_OVER: 409,
	TOO_LARGE: 413,
	RATE_LIMITED: 429,
	INTERNAL: 500,
	UNAVAILABLE: 503,
	FAUCET_DISABLED: 404,
	RELAY_DISABLED: 404,
};

/** Parses with a schema; on failure throws BAD_REQUEST (or `code`) naming each field at fault. */
export function parseOrThrow<S extends z.ZodType>(
	schema: S,
	value: unknown,
	code: ErrorCode = "BAD_REQUEST",
): z.infer<S> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issues = parsed.error.issues
		.slice(0, 5)
		.map((issue) => `${issue.path.join(".") || "(root)"}: ${issue.message}`);
	throw new TabgridError(code, issues.join("; "), { details: { issues } });
}

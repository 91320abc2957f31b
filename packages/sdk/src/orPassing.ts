import { TabgridError } from "@tabgrid/protocol";

/** Codes after which the same request may succeed a little later. */
const passing: ReadonlySet<string> = new Set([
	"UNAVAILABLE",
	"RATE_LIMITED",
	"WRONG_MATCHER",
	"INTERNAL",
]);

/** For `catch`: undefined for a failure that passes by itself, so that the caller asks again. */
export function orPassing(error: unknown): undefined {
	if (error instanceof TabgridError && passing.has(error.code)) return undefined;
	throw error;
}

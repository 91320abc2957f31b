import { TabgridError, type WireError } from "@tabgrid/protocol";
import type { Logger } from "./log.ts";

/**
 * Any error as it may travel. What isn't a TabgridError is a fault of the matcher: it is logged in
 * full here, and the other side learns only that it happened.
 */
export function toWireError(error: unknown, log: Logger, facts: object = {}): WireError {
	if (error instanceof TabgridError) {
		if (error.code === "INTERNAL" || error.cause !== undefined)
			log.warn({ ...facts, err: error }, error.message);
		return error.toWire();
	}
	log.error({ ...facts, err: error }, "An unexpected error was answered with INTERNAL.");
	return { code: "INTERNAL", message: "Something went wrong in the matcher; it has been logged." };
}

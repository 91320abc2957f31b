import { KernelId } from "@tabgrid/protocol";

export const monteCarloId = KernelId.parse("monte-carlo");
/** Raised when the same parameters would give another estimate. */
export const monteCarloVersion = 1;

import type { JobState } from "./lifecycle.ts";

/** States from which a job never moves again. */
export const finalJobStates: ReadonlySet<JobState> = new Set([
	"settled",
	"cancelled",
	"expired",
	"failed",
]);

import { format } from "./format.ts";
import type { MonteCarloParams } from "./params.ts";

/** Batches of a job: as many as hold all of its paths. */
export const batchCount = ({ paths }: Pick<MonteCarloParams, "paths">): number =>
	Math.ceil(paths / format.pathsPerBatch);

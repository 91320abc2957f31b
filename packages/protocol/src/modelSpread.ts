import { z } from "zod";
import { Digest } from "./ids.ts";

/** Whose results were compared: two of one backend, or one of each. */
export const BackendPair = z.enum(["wasm", "webgpu", "wasm webgpu"]);
export type BackendPair = z.infer<typeof BackendPair>;

/** Distances that half, 99 % and all of the pairs stay within; rounded up by a quarter of a decade at most. */
const Quantiles = z.object({
	p50: z.number().nonnegative(),
	p99: z.number().nonnegative(),
	max: z.number().nonnegative(),
});

/**
 * How far agreed results of a model lay apart so far, by output and backends. `l2` is ‖a − b‖ over the
 * larger norm, `peak` the largest difference of an element over the larger root mean square. Nothing of
 * who computed what.
 */
export const ModelSpread = z.object({
	model: Digest,
	outputs: z.array(
		z.object({
			output: z.string(),
			backends: BackendPair,
			pairs: z.int().nonnegative(),
			l2: Quantiles,
			peak: Quantiles,
		}),
	),
});
export type ModelSpread = z.infer<typeof ModelSpread>;

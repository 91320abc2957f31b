import { z } from "zod";

const tolerance = z.number().finite().nonnegative();

/** How two providers' values of one output are compared; chosen per output, fixed in the job spec. */
export const Comparator = z.discriminatedUnion("kind", [
	/** Same dtype, shape and bytes. */
	z.object({ kind: z.literal("exact") }),
	/**
	 * Floats: |a − b| ≤ rtol·max(|a|,|b|) + atol·rms for every element, and the relative L2 distance
	 * of the whole tensor at most `l2`. rms is the larger of the two tensors' root mean squares. NaN
	 * and infinities must stand at the same places with the same sign.
	 */
	z.object({ kind: z.literal("close"), rtol: tolerance, atol: tolerance, l2: tolerance }),
	/** Floats: at most `max` representable values apart; useless near zero, for exact-ish kernels. */
	z.object({ kind: z.literal("ulp"), max: z.int().nonnegative() }),
	/**
	 * Scores along the last axis: the same `k` best classes; a class may be exchanged for another whose
	 * score lies within `margin` of it. Scores themselves must agree within `margin`. With `scores` the
	 * output itself holds class numbers, best first, and `scores` names the output of the same shape
	 * that holds their scores (for kernels that send the best classes only).
	 */
	z.object({
		kind: z.literal("topk"),
		k: z.int().min(1).max(100),
		margin: tolerance,
		scores: z.string().min(1).max(200).optional(),
	}),
]);
export type Comparator = z.infer<typeof Comparator>;

/** A comparator for each output by name; `*` stands for every output not named. */
export const Comparators = z.record(z.string().min(1).max(200), Comparator);
export type Comparators = z.infer<typeof Comparators>;

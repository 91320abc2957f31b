import { z } from "zod";

const tolerance = z.number().finite().nonnegative();

/** The most edits that {@link Comparator} `text` may permit: comparing takes as many times longer. */
export const maxTextEdits = 64;

/**
 * How two providers' values of one output are compared; chosen per output, fixed in the job spec.
 * Under every kind equal bytes agree, and other dtypes, shapes or names never do. Every kind is
 * reflexive and symmetric, and none but `exact` transitive. bool and 4-bit values are always compared
 * by their bytes, and strings unless `text` is asked. docs/comparators.md has the rules in full.
 */
export const Comparator = z.discriminatedUnion("kind", [
	/** Same dtype, shape and bytes: −0 is not 0, and NaNs of different payloads differ. */
	z.object({ kind: z.literal("exact") }),
	/**
	 * Numbers: |a − b| ≤ rtol·max(|a|,|b|) + atol·rms for every element, and the relative L2 distance
	 * of the whole tensor at most `l2`. rms is the larger of the two tensors' root mean squares over
	 * finite values. NaN (of any payload) and infinities must stand at the same places with the same
	 * sign.
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
	/**
	 * Text: at most `edits` insertions, deletions and exchanges of a character (Levenshtein) between the
	 * two readings of every text. What a tensor's texts are depends on its dtype. string: each element,
	 * by code points. Integers: each row of the last axis, a character a number. Floats: the last axis
	 * holds the scores of the classes of one time step and the axis before it the steps of one text; a
	 * step reads as its best class, of equal ones the lowest; NaN must stand at the same places. With
	 * `blank` numbers are read as CTC has it (Graves et al., 2006): repetitions become one, then the
	 * class `blank` is dropped. Blind to everything that doesn't change the text.
	 */
	z.object({
		kind: z.literal("text"),
		edits: z.int().min(0).max(maxTextEdits),
		blank: z.int().nonnegative().optional(),
	}),
]);
export type Comparator = z.infer<typeof Comparator>;

/** A comparator for each output by name; `*` stands for every output not named. */
export const Comparators = z.record(z.string().min(1).max(200), Comparator);
export type Comparators = z.infer<typeof Comparators>;

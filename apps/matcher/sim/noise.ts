import type { Random } from "./random.ts";

/**
 * How far results of one tensor lie apart, as relative L2 distances, measured on onnxruntime-web 1.30 (six
 * backends, eight inputs; the comparators' page of the docs has the tables).
 */
export interface ComparedTensor {
	/** The worst of the honest pairs. */
	readonly honest: number;
	/** The best lie of a cheat whose weights are rounded to float16, as a rule the cheapest. */
	readonly float16: number;
}

/** A text direction model, compared before its softmax (the evidence) and after it (the answer alone). */
export const measured = {
	evidence: { honest: 1.8e-6, float16: 6.6e-4 },
	answer: { honest: 8.6e-6, float16: 1.2e-9 },
} as const satisfies Record<string, ComparedTensor>;

/** The tolerance, in worst honest distances. */
const tolerance = 10;
/** Spread of the logarithm (to base 10) of a distance: a third of a decade. Taken, not measured. */
const spread = 1 / 3;
/** The worst of 120 honest pairs and the best of 8 lies lie this many spreads from their medians. */
const honestWorst = 2.4;
const bestLie = 1.4;

/** Whether an honest result lies within the tolerance of another. */
export const honestAgrees = (random: Random) =>
	(random.normal() - honestWorst) * spread <= Math.log10(tolerance);

/** Whether a float16 cheat's does. */
export const cheatAgrees = ({ honest, float16 }: ComparedTensor, random: Random) =>
	Math.log10(float16) + (random.normal() + bestLie) * spread <= Math.log10(honest * tolerance);

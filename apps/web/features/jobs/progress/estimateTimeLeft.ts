/** How many shards were decided (verified or failed) at a moment, in epoch ms. */
export interface ProgressSample {
	readonly at: number;
	readonly decided: number;
}

/** What can honestly be said about the time that a job still takes. Times in ms, rates in shards per ms. */
export type TimeLeft =
	| { readonly kind: "unknown" }
	/** Nothing was decided for so long that the rate of before tells nothing. */
	| { readonly kind: "stalled"; readonly quietMs: number }
	| {
			readonly kind: "estimate";
			readonly low: number;
			readonly likely: number;
			readonly high: number;
			readonly rate: number;
	  };

/** A rate is told from this many decided shards on. */
const enough = 5;
/** Standard deviations that hold four fifths of a normal distribution. */
const fourFifths = 1.2816;

/**
 * Estimates the time left from how many shards were decided between the first and the last sample.
 *
 * Decisions are taken for a Poisson process: `n` of them tell its rate with a relative standard error
 * of 1/√n, and the `m` that are left scatter by 1/√m. The two add up as variances, and the range is
 * taken on the logarithm, so that it never reaches below nothing. Providers who come and go aren't in
 * it: no history tells of them.
 *
 * @param samples in the order of time, of the recent past only.
 * @param left shards not yet decided.
 * @param now epoch ms.
 */
export function estimateTimeLeft(
	samples: readonly ProgressSample[],
	left: number,
	now: number,
): TimeLeft {
	const first = samples[0];
	const last = samples.at(-1);
	if (first === undefined || last === undefined || left <= 0) return { kind: "unknown" };
	const decided = last.decided - first.decided;
	const elapsed = Math.max(last.at, now) - first.at;
	if (decided < enough || elapsed <= 0) return { kind: "unknown" };
	const newest = samples.find((sample) => sample.decided === last.decided) ?? last;
	const quietMs = Math.max(0, now - newest.at);
	const rate = decided / elapsed;
	// So long a silence has a probability under e^-8 at the rate of before.
	if (quietMs > 20_000 && quietMs * (decided / Math.max(newest.at - first.at, 1)) > 8)
		return { kind: "stalled", quietMs };
	const likely = left / rate;
	const spread = Math.exp(fourFifths * Math.sqrt(1 / decided + 1 / left));
	return { kind: "estimate", low: likely / spread, likely, high: likely * spread, rate };
}

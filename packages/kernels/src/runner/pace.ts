/** Leases held ahead at most, whatever the arithmetic says. */
const deepest = 32;

/** A running mean that forgets: each value weighs a quarter. */
export class RunningMean {
	#value: number | undefined;

	add(value: number): void {
		this.#value = this.#value === undefined ? value : this.#value * 0.75 + value * 0.25;
	}

	/** The mean, or `fallback` before the first value. */
	or(fallback: number): number {
		return this.#value ?? fallback;
	}
}

/**
 * How many replicas to hold beyond the one that computes: enough that the round trip to the matcher is
 * covered by work (round trip ÷ time of a shard, and one more), and two at least.
 */
export function replicasAhead(roundTripMs: number, shardMs: number): number {
	return Math.min(deepest, Math.max(2, Math.ceil(roundTripMs / Math.max(shardMs, 0.5)) + 1));
}

/**
 * The rest after a run that keeps the duty cycle: at 25 %, a run of 1 s is followed by 3 s of rest.
 * @param intensity - percent of the time to compute, 10 to 100.
 */
export function restMs(runMs: number, intensity: number): number {
	return (runMs * (100 - intensity)) / intensity;
}

/**
 * Time that computing may take: what is left of the lease, less what sending the answer may need.
 * Both in ms.
 */
export function runBudgetMs(leftMs: number): number {
	return Math.max(0, leftMs - Math.min(1_000, leftMs * 0.05));
}

/** Mean of a sample, and the standard error of that mean; null for a single value. */
export function meanOf(values: readonly number[]): { mean: number; standardError: number | null } {
	const count = values.length;
	const mean = values.reduce((sum, value) => sum + value, 0) / count;
	if (count < 2) return { mean, standardError: null };
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return { mean, standardError: Math.sqrt(squares / (count - 1) / count) };
}

/** Counts of values in bins of equal width from the least to the greatest. */
export function histogramOf(values: readonly number[], bins: number) {
	let from = Number.POSITIVE_INFINITY;
	let to = Number.NEGATIVE_INFINITY;
	for (const value of values) {
		from = Math.min(from, value);
		to = Math.max(to, value);
	}
	const counts = Array<number>(bins).fill(0);
	for (const value of values) {
		const share = to > from ? (value - from) / (to - from) : 0;
		const bin = Math.min(bins - 1, Math.floor(share * bins));
		counts[bin] = (counts[bin] ?? 0) + 1;
	}
	return { from, to, counts };
}

/**
 * The nearest-rank percentile of `values` (any order); `share` from 0 to 1. NaN where there are none.
 */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Rounded to three significant digits, for printing. */
export function rounded(value: number): number {
	return Number(value.toPrecision(3));
}

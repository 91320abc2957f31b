/** How far apart two tensors of one output are: see OutputComparison.distance; `why` when above 1. */
export interface Measured {
	readonly distance: number;
	readonly why?: string;
}

/** A difference in units of what is permitted; nothing permitted makes any difference infinite. */
export function inUnitsOf(permitted: number, difference: number): number {
	if (difference === 0) return 0;
	return permitted === 0 ? Number.POSITIVE_INFINITY : difference / permitted;
}

/** |a − b|, 0 for equal infinities, Infinity where it is no number. */
export function gap(a: number, b: number): number {
	if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
	const difference = Math.abs(a - b);
	return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

/** Where the values can't be measured against each other (NaN or infinity on one side only). */
export function apart(why: string): Measured {
	return { distance: Number.POSITIVE_INFINITY, why };
}

/** Short enough for a sentence. */
export const short = (value: number) =>
	Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value) : value.toPrecision(3);

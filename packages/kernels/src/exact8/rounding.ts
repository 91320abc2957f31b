/** Integers in float32 below this are exact, and so are all sums of which no part reaches it. */
export const exactBelow = 2 ** 24;

/** Largest weight, and largest value of either sign; a value that is never negative has another bit. */
export const largest = { weight: 127, signed: 127, unsigned: 255 } as const;

/** Integers that stand for numbers: number = integer × 2^−exponent. */
export interface Scale {
	readonly exponent: number;
	readonly low: number;
	readonly high: number;
}

const rounded = (value: number, { exponent, low, high }: Scale) =>
	Math.min(Math.max(Math.floor(value * 2 ** exponent + 0.5), low), high) / 2 ** exponent;

/**
 * The scale by powers of two that loses least of these values (in squares). A finer scale than the
 * largest value allows is tried as well: clipping a few may cost less than rounding all.
 */
export function bestScale(values: Float32Array, signed: boolean): Scale {
	const range = signed
		? { low: -largest.signed, high: largest.signed }
		: { low: 0, high: largest.unsigned };
	const most = values.reduce((so, value) => Math.max(so, Math.abs(value)), 0);
	const coarsest = most === 0 ? 0 : Math.floor(Math.log2(range.high / most));
	const step = Math.max(1, Math.floor(values.length / 50_000));
	let best: Scale = { exponent: coarsest, ...range };
	let least = Number.POSITIVE_INFINITY;
	for (let exponent = coarsest; exponent < coarsest + 4; exponent++) {
		const scale = { exponent, ...range };
		let loss = 0;
		for (let at = 0; at < values.length; at += step)
			loss += ((values[at] ?? 0) - rounded(values[at] ?? 0, scale)) ** 2;
		if (loss >= least) continue;
		least = loss;
		best = scale;
	}
	return best;
}

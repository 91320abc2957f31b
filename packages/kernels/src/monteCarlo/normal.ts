/**
 * The standard normal distribution function by its series (G. Marsaglia, "Evaluating the Normal
 * Distribution", 2004): accurate to about 1e-15 for |x| ≤ 7; 0 or 1 beyond 8.
 */
export function normalCdf(x: number): number {
	if (x < -8) return 0;
	if (x > 8) return 1;
	let term = x;
	let sum = x;
	for (let i = 3; sum + term !== sum; i += 2) {
		term *= (x * x) / i;
		sum += term;
	}
	return 0.5 + sum * normalDensity(x);
}

const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/**
 * Normal quantiles of (j + ½)/2^bits for every j, times 2^fraction and rounded. The upper half is found
 * by Newton's method from the quantile before; the lower half is its mirror.
 */
export function normalQuantiles(bits: number, fraction: number): Int32Array {
	const size = 2 ** bits;
	const table = new Int32Array(size);
	let z = 0;
	for (let j = size / 2; j < size; j++) {
		const probability = (j + 0.5) / size;
		for (let step = Number.POSITIVE_INFINITY; Math.abs(step) > 1e-9; ) {
			step = (probability - normalCdf(z)) / normalDensity(z);
			z += step;
		}
		const value = Math.round(z * 2 ** fraction);
		table[j] = value;
		table[size - 1 - j] = -value;
	}
	return table;
}

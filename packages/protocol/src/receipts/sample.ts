/**
 * What a random sample tells of a whole. `wrong` of `sampled` shards, drawn without replacement from
 * `total`, came out wrong.
 */
export interface SampleFinding {
	readonly total: number;
	readonly sampled: number;
	readonly wrong: number;
}

const logFactorials: number[] = [0];
/** ln(n!), kept for all numbers up to the largest asked for. */
function logFactorial(n: number): number {
	for (let next = logFactorials.length; next <= n; next++)
		logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
	return logFactorials[n] ?? Number.NaN;
}

const logChoose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** P(X ≤ k): at most k of the `sampled` are wrong when `bad` of `total` are; hypergeometric. */
export function probabilityOfAtMost(
	k: number,
	{ total, sampled, bad }: { total: number; sampled: number; bad: number },
): number {
	let sum = 0;
	const least = Math.max(0, sampled - (total - bad));
	for (let i = least; i <= Math.min(k, bad, sampled); i++)
		sum += Math.exp(
			logChoose(bad, i) + logChoose(total - bad, sampled - i) - logChoose(total, sampled),
		);
	return Math.min(1, sum);
}

/**
 * The exact upper confidence bound on how many of all shards are wrong: the largest number `bad` for
 * which P(X ≤ wrong) is still above 1 − confidence, X being hypergeometric. One-sided; with none of n
 * wrong and a large total it is near −ln(1 − confidence) / n of them.
 * @throws RangeError when the numbers don't fit together.
 */
export function mostWrong({ total, sampled, wrong }: SampleFinding, confidence: number): number {
	const whole = [total, sampled, wrong].every((value) => Number.isInteger(value) && value >= 0);
	if (!whole || sampled > total || wrong > sampled || !(confidence > 0 && confidence < 1))
		throw new RangeError(`No sample: ${wrong} of ${sampled} of ${total}, ${confidence}.`);
	let low = wrong;
	let high = total - (sampled - wrong);
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (probabilityOfAtMost(wrong, { total, sampled, bad: middle }) > 1 - confidence) low = middle;
		else high = middle - 1;
	}
	return low;
}

/**
 * `count` distinct numbers below `total`, each set equally likely (Floyd's method), in order.
 * @param uint32 a fresh random number below 2³².
 */
export function drawSample(total: number, count: number, uint32: () => number): number[] {
	const below = (bound: number) => {
		const limit = 2 ** 32 - (2 ** 32 % bound);
		for (;;) {
			const value = uint32();
			if (value < limit) return value % bound;
		}
	};
	const drawn = new Set<number>();
	for (let top = total - Math.min(count, total); top < total; top++) {
		const value = below(top + 1);
		drawn.add(drawn.has(value) ? top : value);
	}
	return [...drawn].sort((a, b) => a - b);
}

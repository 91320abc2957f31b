/**
 * Character error rate: Levenshtein distance between what was read and the truth, over the truth's
 * length, in code points. 0 is perfect; may exceed 1. An empty truth gives 0 or 1.
 */
export function characterErrorRate(truth: string, read: string): number {
	const expected = Array.from(truth);
	const actual = Array.from(read);
	if (expected.length === 0) return actual.length === 0 ? 0 : 1;
	let row = Array.from({ length: actual.length + 1 }, (_, index) => index);
	expected.forEach((character, y) => {
		const next = [y + 1];
		actual.forEach((other, x) => {
			const exchanged = (row[x] ?? 0) + (character === other ? 0 : 1);
			next.push(Math.min(exchanged, (row[x + 1] ?? 0) + 1, (next[x] ?? 0) + 1));
		});
		row = next;
	});
	return (row[actual.length] ?? 0) / expected.length;
}

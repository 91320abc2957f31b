/**
 * The fewest insertions, deletions and exchanges that make one sequence the other (Levenshtein), as
 * long as they are at most `most`; `most` + 1 where they are more. Symmetric.
 *
 * By furthest reaching points (Ukkonen, Algorithms for approximate string matching, 1985): on each
 * diagonal, how far into `a` one gets with so many edits. Takes time of `most`² and the length for
 * texts that are alike, and `most` times the length at worst.
 */
export function editDistance(a: ArrayLike<number>, b: ArrayLike<number>, most: number): number {
	const slant = b.length - a.length;
	if (Math.abs(slant) > most) return most + 1;
	/** How far one gets on diagonal `d`, at place `d + most + 1`; unreachable ones are far below 0. */
	let before = new Int32Array(2 * most + 3).fill(-(2 ** 30));
	let reach = before.slice();
	for (let edits = 0; edits <= most; edits++) {
		for (let d = -edits; d <= edits; d++) {
			const place = d + most + 1;
			const from =
				edits === 0
					? 0
					: Math.max(
							(before[place] ?? 0) + 1,
							before[place - 1] ?? 0,
							(before[place + 1] ?? 0) + 1,
						);
			let i = Math.min(from, a.length, b.length - d);
			while (i >= 0 && i < a.length && i + d < b.length && a[i] === b[i + d]) i += 1;
			reach[place] = i;
		}
		if ((reach[slant + most + 1] ?? 0) >= a.length) return edits;
		[before, reach] = [reach, before];
	}
	return most + 1;
}

/** One replica's output among those of its shard. */
export interface Candidate {
	/** Its digest: orders candidates so that the answer doesn't depend on the order of arrival. */
	readonly key: string;
}

/** Who agrees with whom, and which output stands for all of them. */
export interface Agreement {
	/** Indices of the candidates that all agree with each other, ascending. */
	readonly members: readonly number[];
	/** Index of the member nearest to the others. */
	readonly canonical: number;
}

interface Pair {
	readonly agree: boolean;
	readonly distance: number;
}

/**
 * The largest set of candidates in which every two agree, and its medoid: the member with the
 * smallest sum of distances to the others. Agreement isn't transitive, so a set is asked for in which
 * *every* pair agrees, not a chain. Of sets of one size the tighter one wins (smaller sum over its
 * pairs), then the one with the smaller keys; of medoids the smaller key. Any order of the candidates
 * gives the same answer, as long as equal keys mean equal outputs.
 *
 * `compare` is called once for each pair of different keys. Meant for a shard's replicas: a dozen.
 * @returns undefined for no candidates.
 */
export function agreement<C extends Candidate>(
	candidates: readonly C[],
	compare: (a: C, b: C) => Pair,
): Agreement | undefined {
	const order = candidates
		.map((candidate, index) => ({ candidate, index }))
		.sort((a, b) => compareText(a.candidate.key, b.candidate.key) || a.index - b.index);
	if (order.length === 0) return undefined;
	const table = order.map(({ candidate: a }, i) =>
		order.map(({ candidate: b }, j): Pair => {
			if (a.key === b.key) return { agree: true, distance: 0 };
			return j > i ? compare(a, b) : { agree: false, distance: 0 };
		}),
	);
	const pair = (i: number, j: number) => table[Math.min(i, j)]?.[Math.max(i, j)];
	const agrees = (i: number, j: number) => pair(i, j)?.agree === true;
	const sumFrom = (i: number, set: readonly number[]) =>
		set.reduce((sum, j) => sum + (i === j ? 0 : (pair(i, j)?.distance ?? 0)), 0);

	const best = maximalCliques(order.length, agrees)
		.map((clique) => ({ clique, spread: clique.reduce((sum, i) => sum + sumFrom(i, clique), 0) }))
		.sort(
			(a, b) =>
				b.clique.length - a.clique.length ||
				a.spread - b.spread ||
				compareLists(a.clique, b.clique),
		)[0]?.clique;
	const medoid = best
		?.map((i) => ({ i, sum: sumFrom(i, best) }))
		.sort((a, b) => a.sum - b.sum || a.i - b.i)[0]?.i;
	const canonical = medoid === undefined ? undefined : order[medoid]?.index;
	if (best === undefined || canonical === undefined) return undefined;
	const members = best.flatMap((i) => order[i]?.index ?? []).sort((a, b) => a - b);
	return { members, canonical };
}

/** Bron–Kerbosch with a pivot; each clique ascending. */
function maximalCliques(size: number, agrees: (i: number, j: number) => boolean): number[][] {
	const found: number[][] = [];
	const grow = (clique: number[], open: number[], seen: number[]) => {
		if (open.length === 0 && seen.length === 0) {
			found.push(clique.toSorted((a, b) => a - b));
			return;
		}
		const reach = (i: number) => open.filter((j) => i !== j && agrees(i, j)).length;
		const pivot = [...open, ...seen].reduce((a, b) => (reach(b) > reach(a) ? b : a));
		let left = open;
		let done = seen;
		for (const i of open.filter((j) => j === pivot || !agrees(pivot, j))) {
			const near = (j: number) => j !== i && agrees(i, j);
			grow([...clique, i], left.filter(near), done.filter(near));
			left = left.filter((j) => j !== i);
			done = [...done, i];
		}
	};
	grow(
		[],
		Array.from({ length: size }, (_, i) => i),
		[],
	);
	return found;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function compareLists(a: readonly number[], b: readonly number[]): number {
	for (let i = 0; i < a.length; i++) {
		const difference = (a[i] ?? 0) - (b[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

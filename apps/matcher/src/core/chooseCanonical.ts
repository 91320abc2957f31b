/** A shard's results by their places, 0 to `count` − 1, in an order that doesn't depend on who came first. */
export interface Candidates {
	readonly count: number;
	/** Symmetric, and not taken to be transitive. A result agrees with itself. */
	readonly agree: (a: number, b: number) => boolean;
	/** Symmetric, in the comparator's units; between results that agree. */
	readonly distance: (a: number, b: number) => number;
	/** What can be said for results that agree: the first figure decides, then the next. */
	readonly support: (places: readonly number[]) => readonly number[];
}

/** The result that stands for a shard, and why. */
export interface Chosen {
	readonly canonical: number;
	/** Results that all agree with each other, the canonical one among them. */
	readonly group: readonly number[];
}

/** More than any policy's maxReplicas; all subsets are looked at where agreement isn't transitive. */
const most = 12;

/**
 * Which of a shard's results stands for it: the one definition that quorum and trust go by.
 *
 * 1. The *group* of a result is the best supported set that it belongs to in which every two agree (a
 *    clique). Agreement isn't transitive, so a chain of neighbours is no group.
 * 2. The *canonical* result is the one whose group has most support; among several, the one with which
 *    most in all agree; of these the group's medoid, whose distances to the others sum to least; of
 *    these the first.
 * 3. The verdict on any result, early or late, is whether it agrees with the canonical one.
 *
 * @returns undefined for no results.
 * @throws RangeError for more results than any policy allows, where they don't fall into clear groups.
 */
export function chooseCanonical(candidates: Candidates): Chosen | undefined {
	const { count, agree, support, distance } = candidates;
	const places = Array.from({ length: count }, (_, place) => place);
	const around = places.map((place) =>
		places.filter((other) => other === place || agree(place, other)),
	);
	const groups = groupsOf(candidates, around);
	let best: (Chosen & { readonly rank: readonly number[] }) | undefined;
	for (const canonical of places) {
		const group = groups[canonical] ?? [];
		const spread = group.reduce(
			(sum, other) => sum + (other === canonical ? 0 : distance(canonical, other)),
			0,
		);
		const rank = [...support(group), ...support(around[canonical] ?? []), -spread];
		if (best === undefined || isBetter(rank, best.rank)) best = { canonical, group, rank };
	}
	return best && { canonical: best.canonical, group: best.group };
}

/** Each result's group. */
function groupsOf(
	{ count, agree, support }: Candidates,
	around: readonly (readonly number[])[],
): readonly (readonly number[])[] {
	const isGroup = (places: readonly number[]) =>
		places.every((a, at) => places.slice(at + 1).every((b) => agree(a, b)));
	if (around.every(isGroup)) return around;
	if (count > most) throw new RangeError(`${count} results of a shard.`);
	const groups: { group: readonly number[]; support: readonly number[] }[] = [];
	for (let mask = 1; mask < 1 << count; mask++) {
		const group = around.flatMap((_, place) => (mask & (1 << place) ? place : []));
		if (!isGroup(group)) continue;
		const its = support(group);
		for (const place of group) {
			const known = groups[place];
			if (known === undefined || isBetter(its, known.support))
				groups[place] = { group, support: its };
		}
	}
	return groups.map(({ group }) => group);
}

/** By the first figure that differs. The same sum in another order differs in its last bits. */
function isBetter(a: readonly number[], b: readonly number[]): boolean {
	for (const [place, figure] of a.entries()) {
		const ahead = figure - (b[place] ?? 0);
		if (Math.abs(ahead) > 1e-9) return ahead > 0;
	}
	return false;
}

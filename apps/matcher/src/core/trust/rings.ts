import { Groups } from "./Groups.ts";
import { assumedRing } from "./trustRules.ts";

/**
 * Log odds, before anything is known, that two providers are of one ring: both are of the share of
 * providers that the policies assume to be one.
 */
export const pairPrior = Math.log(assumedRing ** 2 / (1 - assumedRing ** 2));

/** One wrong in a hundred. No single shard can say that much: it takes two. */
const leastOdds = Math.log(99);

/** What shards must say of two providers, {@link pairPrior} aside, for them to be one ring. */
export const ringOdds = leastOdds - pairPrior;

/** What is known of two providers. */
export interface KnownPair {
	readonly a: number;
	readonly b: number;
	/** The sum of what their shards said (see sharedLies), without {@link pairPrior}. */
	readonly odds: number;
}

/** Whether two providers are taken for one ring. */
export const isRing = ({ odds }: Pick<KnownPair, "odds">) => odds >= ringOdds;

/**
 * The rings: whoever is of one ring with a member is a member (Engel and Staab, "Collusion detection for
 * grid computing", CCGrid 2009, cluster voters likewise). The results of a ring count as one origin's, its
 * members never compute the same shard, and none of them is punished for more than what it did itself: a
 * provider that is merged by mistake loses neither trust nor pay.
 *
 * @returns for each member its ring, named by its smallest member; providers of no ring are left out.
 */
export function ringsOf(pairs: Iterable<KnownPair>): ReadonlyMap<number, number> {
	const groups = new Groups<number>((a, b) => a < b);
	const members = new Set<number>();
	for (const pair of pairs) {
		if (!isRing(pair)) continue;
		members.add(pair.a).add(pair.b);
		groups.join(pair.a, pair.b);
	}
	return new Map([...members].map((member) => [member, groups.nameOf(member)]));
}

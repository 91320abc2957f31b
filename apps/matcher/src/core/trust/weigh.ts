import { chooseCanonical } from "../chooseCanonical.ts";
import type { TrustRules } from "./trustRules.ts";

/** A result of a shard as it is weighed. */
export interface WeighedResult {
	/**
	 * Who it counts for: results of one session key, wallet, address block or known ring have one
	 * origin, and count once.
	 */
	readonly origin: number | string;
	/** See resultOdds. */
	readonly odds: number;
	/** See isEstablished. */
	readonly established: boolean;
}

/** How a shard's results weigh. */
export interface Weighing {
	/** Place of the result that most is said for. */
	readonly canonical: number;
	/** Log odds for it: what independent origins that agree with it say, less what others say. */
	readonly odds: number;
	/** Distinct origins with something to say that agree with it. */
	readonly supporters: number;
	/** Whether an established provider agrees with it. */
	readonly established: boolean;
	/** Whether another origin with something to say has another answer. */
	readonly disputed: boolean;
}

type Agree = (a: number, b: number) => boolean;

/** The strongest result of each origin, by origin. */
function strongest(results: readonly WeighedResult[], places: readonly number[]) {
	const byOrigin = new Map<number | string, WeighedResult>();
	for (const place of places) {
		const result = results[place];
		if (result === undefined) continue;
		const best = byOrigin.get(result.origin);
		if (best === undefined || result.odds > best.odds) byOrigin.set(result.origin, result);
	}
	return byOrigin;
}

/** Takes results together against all others: an origin that is among both counts for them. */
function weighTogether(results: readonly WeighedResult[], together: readonly number[]) {
	const all = together.length === results.length;
	const others = all ? [] : results.flatMap((_, place) => (together.includes(place) ? [] : place));
	const forThem = strongest(results, together);
	let odds = 0;
	let supporters = 0;
	let established = false;
	let disputed = false;
	for (const result of forThem.values()) {
		odds += result.odds;
		if (result.odds > 0) supporters += 1;
		if (result.established) established = true;
	}
	for (const [origin, result] of strongest(results, others)) {
		if (forThem.has(origin)) continue;
		odds -= result.odds;
		if (result.odds > 0) disputed = true;
	}
	return { odds, supporters, established, disputed };
}

/**
 * Weighs a shard's results. {@link chooseCanonical} has the rule by which one of them stands for the
 * shard, with the odds of a group's origins less those of the others, then their number, as what
 * supports it. It is weighed with those that agree with itself, which needn't all agree with each
 * other: each of them says that the right answer lies within the tolerance of its own. Among equals the
 * first wins, so the caller's order (by digest) decides and the answer doesn't depend on who came first.
 *
 * The sum is the log of a likelihood ratio: origins are taken as independent, and wrong answers as
 * always shared, which is the worst case (a ring).
 * @param agree symmetric.
 * @param distance symmetric, in the comparator's units, between results that agree.
 * @throws RangeError for no results.
 */
export function weigh(
	results: readonly WeighedResult[],
	agree: Agree,
	distance?: (a: number, b: number) => number,
): Weighing {
	const [only] = results;
	if (only !== undefined && results.length === 1) {
		const supporters = only.odds > 0 ? 1 : 0;
		const { odds, established } = only;
		return { canonical: 0, odds, supporters, established, disputed: false };
	}
	// The first agrees with all and none is nearer than another: nothing can be said for another that
	// can't be said for it.
	const clear = results.length > 0 && distance === undefined;
	if (clear && results.every((_, place) => place === 0 || agree(0, place))) {
		return { canonical: 0, ...weighTogether(results, [...results.keys()]) };
	}
	const chosen = chooseCanonical({
		count: results.length,
		agree,
		distance: distance ?? (() => 0),
		support(places) {
			const { odds, supporters } = weighTogether(results, places);
			return [odds, supporters];
		},
	});
	if (chosen === undefined) throw new RangeError("There is nothing to weigh.");
	const { canonical } = chosen;
	const agreeing = results.flatMap((_, place) =>
		place === canonical || agree(canonical, place) ? place : [],
	);
	return { canonical, ...weighTogether(results, agreeing) };
}

/**
 * Whether a weighed shard can be taken for now.
 * @param alone whether its only result may stand alone: no spot check fell on it.
 * @param anyEstablished whether the grid has established providers enough (see hasCheckers): then
 * nothing is taken without one of them, so that a crowd of newcomers decides nothing.
 */
export function isTaken(
	rules: TrustRules,
	weighing: Weighing,
	{ alone, anyEstablished }: { readonly alone: boolean; readonly anyEstablished: boolean },
): boolean {
	if (anyEstablished && !weighing.established) return false;
	if (weighing.disputed) return weighing.odds >= rules.disputeOdds;
	if (weighing.supporters < 2) return alone && weighing.established;
	return weighing.odds >= rules.provisionalOdds;
}

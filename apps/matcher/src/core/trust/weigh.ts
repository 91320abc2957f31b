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

function weighOne(results: readonly WeighedResult[], agree: Agree, canonical: number): Weighing {
	const places = results.map((_, place) => place);
	const forIt = strongest(
		results,
		places.filter((place) => place === canonical || agree(canonical, place)),
	);
	const against = strongest(
		results,
		places.filter((place) => place !== canonical && !agree(canonical, place)),
	);
	let odds = 0;
	let supporters = 0;
	let established = false;
	let disputed = false;
	for (const result of forIt.values()) {
		odds += result.odds;
		if (result.odds > 0) supporters += 1;
		if (result.established) established = true;
	}
	for (const [origin, result] of against) {
		if (forIt.has(origin)) continue;
		odds -= result.odds;
		if (result.odds > 0) disputed = true;
	}
	return { canonical, odds, supporters, established, disputed };
}

/**
 * Weighs a shard's results. Agreement needn't be transitive: each result is weighed with those that
 * agree with itself. The heaviest wins; among equals the one with more supporters, then the first, so
 * the caller's order (by digest) decides and the answer doesn't depend on who came first.
 *
 * The sum is the log of a likelihood ratio: origins are taken as independent, and wrong answers as
 * always shared, which is the worst case (a ring).
 * @param agree symmetric.
 * @throws RangeError for no results.
 */
export function weigh(results: readonly WeighedResult[], agree: Agree): Weighing {
	const [only] = results;
	if (only !== undefined && results.length === 1) {
		const supporters = only.odds > 0 ? 1 : 0;
		const { odds, established } = only;
		return { canonical: 0, odds, supporters, established, disputed: false };
	}
	let best: Weighing | undefined;
	for (let place = 0; place < results.length; place++) {
		const weighing = weighOne(results, agree, place);
		const ahead = best === undefined ? 1 : weighing.odds - best.odds;
		// The same sum in another order differs in its last bits.
		const equal = Math.abs(ahead) < 1e-9;
		const better = equal ? weighing.supporters > (best?.supporters ?? 0) : ahead > 0;
		if (better) best = weighing;
	}
	if (best === undefined) throw new RangeError("There is nothing to weigh.");
	return best;
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

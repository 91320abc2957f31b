import { assumedRing } from "./trustRules.ts";

/** A result of a shard whose right answer is known, as the search for rings sees it. */
export interface SeenResult {
	/** Its place in the order of providers: a row's number, say. */
	readonly provider: number;
	/** See addressBlock and origins: results of one origin say nothing about each other. */
	readonly origin: number | string;
	/** Whether it agrees with the answer that was taken, or known. */
	readonly right: boolean;
	/**
	 * What computed it, from the general to the particular: `["webgpu", "apple metal-3"]`. Two
	 * providers may have a fault in common as far as these begin alike.
	 */
	readonly lineage: readonly string[];
}

/** What one shard says about whether two providers are one ring. */
export interface PairEvidence {
	/** The smaller of the two first. */
	readonly a: number;
	readonly b: number;
	/** Log odds to add to what is known of the pair. */
	readonly odds: number;
}

/** Members of a ring that both lie about a shard tell the same lie this often. */
const together = 0.8;
/** Cheats who don't know each other tell the same lie once in so many: zeros, the input, a cheaper model. */
const commonLies = 100;

/** How many steps two lineages begin alike. */
function alike(a: readonly string[], b: readonly string[]): number {
	let step = 0;
	while (step < a.length && step < b.length && a[step] === b[step]) step += 1;
	return step;
}

/**
 * Whether the two may be honest and wrong for one reason: they share a backend, or a family of it, in
 * which nobody else was right about this shard.
 */
function excused(a: SeenResult, b: SeenResult, right: readonly SeenResult[]): boolean {
	const common = alike(a.lineage, b.lineage);
	if (common === 0) return false;
	return !right.some((other) => alike(a.lineage, other.lineage) >= common);
}

/**
 * What a shard with wrong results says about rings. Sharing right answers says nothing, since all honest
 * providers do; nor does one being wrong while the other is right, since a ring needn't always lie
 * together. Of two origins that were *both* found wrong,
 *
 * - a ring gave the same answer with `ε·c`, and strangers did with `ε² ÷ n`, or were right after all and
 *   outvoted with `1 ÷ (1 + e^odds)`; the same answer adds the logarithm of the ratio;
 * - a ring gave two answers with `1 − c` of the chance that strangers do; that adds `ln(1 − c)`.
 *
 * ε is the chance that a newcomer cheats, c = 0.8, n = 100. Two that may share a faulty backend add
 * nothing, unless another origin with as much in common was right about this very shard.
 *
 * That shared *false* values tell copies from independent sources, and shared true ones hardly do, is due
 * to Dong, Berti-Équille and Srivastava, "Integrating conflicting data: the role of source dependence",
 * VLDB 2009; the excuse and the outvoted honest are ours.
 *
 * @param odds log odds that the answer taken is right (see weigh); Infinity for a known answer.
 * @param agree whether the results at two places agree; symmetric.
 */
export function sharedLies(
	results: readonly SeenResult[],
	odds: number,
	agree: (a: number, b: number) => boolean,
): PairEvidence[] {
	const outvoted = 1 / (1 + Math.exp(odds));
	const same = Math.log(
		(assumedRing * together) / (assumedRing ** 2 / commonLies + Math.min(1, outvoted)),
	);
	const right = results.filter((result) => result.right);
	const evidence: PairEvidence[] = [];
	for (const [place, one] of results.entries()) {
		if (one.right) continue;
		for (let later = place + 1; later < results.length; later++) {
			const other = results[later];
			if (other === undefined || other.right) continue;
			if (other.origin === one.origin || other.provider === one.provider) continue;
			const agreed = agree(place, later);
			// An uncertain verdict is no evidence against those it went against.
			if (agreed && (same <= 0 || excused(one, other, right))) continue;
			evidence.push({
				a: Math.min(one.provider, other.provider),
				b: Math.max(one.provider, other.provider),
				odds: agreed ? same : Math.log(1 - together),
			});
		}
	}
	return evidence;
}

import { checksMissing, mostLaterChecks, resultOdds } from "./odds.ts";
import type { PassedChecks } from "./passedChecks.ts";
import type { TrustRecord } from "./trustRecord.ts";
import type { TrustRules } from "./trustRules.ts";

/** Which of a provider's lone results aren't sure enough for their job to settle. */
export interface LightResults {
	/** Those from this place in its sequence on; null for none. */
	readonly from: number | null;
	/** How many of them, the last ones first, to check: that speaks for those before. Null for all. */
	readonly checks: number | null;
}

/**
 * A lone result needs so many checks of later results that its odds reach the policy's. The k-th last
 * check that its provider passed bounds the results that have k later checks; from there on they are light,
 * and checks of the last of them make the others heavy. A provider whose word says nothing, or too little
 * for later checks to help, has all of them checked.
 */
export function lightResults(
	{ finalOdds }: Pick<TrustRules, "finalOdds">,
	record: Pick<TrustRecord, "good" | "bad">,
	passed: PassedChecks,
	crowd = 1,
): LightResults {
	const alone = resultOdds(record, 0, crowd);
	const needed = checksMissing(alone, finalOdds);
	if (needed === 0) return { from: null, checks: 0 };
	if (alone === 0 || needed > mostLaterChecks) return { from: 0, checks: null };
	return { from: passed[needed - 1] ?? 0, checks: needed };
}

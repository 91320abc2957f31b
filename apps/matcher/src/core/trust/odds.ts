import { doubt, type TrustRecord } from "./trustRecord.ts";
import { assumedRing, type TrustRules } from "./trustRules.ts";

/** How many later checks count at most; more say little that these don't. */
export const mostLaterChecks = 3;
const perLaterCheck = Math.log(1 / assumedRing);

/**
 * What one result says for itself, as log odds. Its provider was honest when it answered with odds of
 * `(1 − doubt) ÷ doubt`. Each check that the provider passed on a *later* result multiplies them by
 * `1 ÷ assumedRing`: had it turned by then, only a checker of its own ring would have let it pass. That
 * is the change-point model of a sleeper, who is honest up to some result and lies from then on.
 * A provider that is more likely wrong than right says nothing (0), never the opposite.
 *
 * @param laterChecks checks passed on results that came after this one.
 * @param crowd see crowdOf.
 */
export function resultOdds(
	record: Pick<TrustRecord, "good" | "bad">,
	laterChecks: number,
	crowd = 1,
): number {
	const wrong = doubt(record, crowd);
	if (wrong >= 0.5) return 0;
	return Math.log((1 - wrong) / wrong) + Math.min(laterChecks, mostLaterChecks) * perLaterCheck;
}

/** How many more checks of later results would lift `odds` to `needed`; 0 when it is there. */
export function checksMissing(odds: number, needed: number): number {
	return Math.max(0, Math.ceil((needed - odds) / perLaterCheck - 1e-9));
}

/** Whether a provider's result may be taken without a second one, unless a spot check falls on it. */
export function isEstablished(
	rules: Pick<TrustRules, "establishedAfter">,
	{ good, bad }: Pick<TrustRecord, "good" | "bad">,
): boolean {
	return good >= rules.establishedAfter && bad < 0.5;
}

/** The chance of being wrong that log odds stand for. */
export const wrongChance = (odds: number) => 1 / (1 + Math.exp(odds));

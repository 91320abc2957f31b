import { assumedRing } from "./trustRules.ts";

/** What is known of a provider (or of a provider with one model family): decayed counts of checks. */
export interface TrustRecord {
	/** Checks passed: results that an independent provider's result, or a known answer, confirmed. */
	readonly good: number;
	/** Checks failed: results that were found wrong. */
	readonly bad: number;
	/** Epoch ms up to which the counts are decayed. */
	readonly at: number;
}

/** A month without a check halves what a provider earned: devices and drivers change. */
export const goodHalfLifeMs = 30 * 86_400_000;
/** A lie is forgotten six times more slowly. */
export const badHalfLifeMs = 180 * 86_400_000;

/** Pseudo-counts of the Beta prior: a newcomer is wrong with {@link assumedRing}, on ten checks' evidence. */
const prior = { good: 10 * (1 - assumedRing), bad: 10 * assumedRing };
/** One wrong result weighs as much as a whole prior's worth of doubt. */
const badWeight = 10;
/**
 * However long its past, one established provider in a hundred may have turned since its last check:
 * a sleeper's past says nothing of its future, so no past buys more than this.
 */
export const leastDoubt = 0.01;

export const newcomer = (now: number): TrustRecord => ({ good: 0, bad: 0, at: now });

/** The record as of `now` (epoch ms): both counts halve with their half-lives. */
export function decayed(record: TrustRecord, now: number): TrustRecord {
	const ms = Math.max(0, now - record.at);
	return {
		good: record.good * 2 ** (-ms / goodHalfLifeMs),
		bad: record.bad * 2 ** (-ms / badHalfLifeMs),
		at: record.at + ms,
	};
}

/** After a check passed. */
export function afterPassed(record: TrustRecord, now: number): TrustRecord {
	const { good, bad, at } = decayed(record, now);
	return { good: good + 1, bad, at };
}

/** After a check failed: what was earned is gone (BOINC's rule as well), and the lie is remembered. */
export function afterFailed(record: TrustRecord, now: number): TrustRecord {
	const { bad, at } = decayed(record, now);
	return { good: 0, bad: bad + 1, at };
}

/**
 * The chance that the provider cheats on a result now: the mean of the Beta posterior
 * `Beta(crowd·prior.bad + 10·bad, prior.good + good)`, not below {@link leastDoubt}.
 * @param crowd see crowdOf; 1 when it is the only newcomer of its address block.
 */
export function doubt({ good, bad }: Pick<TrustRecord, "good" | "bad">, crowd = 1): number {
	const wrong = prior.bad * Math.max(1, crowd) + badWeight * bad;
	return Math.max(leastDoubt, wrong / (wrong + prior.good + good));
}

/** The provider's trust as people see it, 0 to 1: one less {@link doubt}. */
export function trust(record: Pick<TrustRecord, "good" | "bad">): number {
	return 1 - doubt(record);
}

/**
 * How long a provider whose result was found wrong gets no work, ms: a day, twice as long for each lie
 * that isn't forgotten, a month at most. Its results would count for nothing and cost others' time.
 * @param bad as decayed, at least the one lie.
 */
export function suspensionMs(bad: number): number {
	return Math.min(30, 2 ** Math.max(0, Math.round(bad) - 1)) * 86_400_000;
}

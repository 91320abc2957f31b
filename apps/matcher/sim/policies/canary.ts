import type { TrustRules } from "../../src/core/trust/trustRules.ts";

/** The matcher's rules, and canaries beside its checks to measure them by. */
export interface CanaryRules extends TrustRules {
	/** At most this share of a job's replicas are canaries: shards whose answer is known, sent again; none where absent. */
	readonly canaryShare?: number;
}

/** What a job has cost so far, in replicas. */
export interface CanaryBudget {
	/** Replicas of the job that were delivered. */
	readonly delivered: number;
	/** Canaries that were leased for it, delivered or not. */
	readonly canaries: number;
}

/**
 * Whether the next lease of a provider is a canary: a shard of the same job whose answer is known.
 * Never more of them than the policy's share of what was delivered, at any moment, whatever the draws.
 *
 * @param draw uniform in [0, 1), from the job's secret.
 */
export function wantsCanary(
	{ canaryShare = 0 }: Pick<CanaryRules, "canaryShare">,
	{ delivered, canaries }: CanaryBudget,
	draw: number,
): boolean {
	// Twice as often as the budget allows, so that it is used though some find no canary to send.
	return canaries + 1 <= canaryShare * delivered && draw < 2 * canaryShare;
}

/** A shard as it might be sent again; none where absent. */
export interface CanaryCandidate {
	/** Log odds of its answer, as weighed now. */
	readonly odds: number;
	/** Origins of all who had a replica of it. */
	readonly origins: ReadonlySet<number | string>;
}

/** A shard that so many origins had is used up: the more have seen it, the likelier it is recognised. */
const mostOrigins = 6;

/**
 * Whether a shard may be a canary for a provider: its answer is as sure as settled ones are, and nobody of
 * the provider's origin had it, since a ring that compares notes recognises what a member had before.
 */
export function isCanaryFor(
	{ finalOdds }: Pick<TrustRules, "finalOdds">,
	{ odds, origins }: CanaryCandidate,
	origin: number | string,
): boolean {
	return odds >= finalOdds && origins.size < mostOrigins && !origins.has(origin);
}

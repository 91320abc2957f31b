import type { Policy } from "./jobSpec.ts";
import type { TrustPolicy } from "./trust.ts";

/** The trust policy of a job whose client chooses none. */
export const usualTrust = "balanced" satisfies TrustPolicy;

/** What a replica is paid where the client names no price, as a person writes it, in the grid's token. */
export const usualPrice = "0.01";

/** Most disputes that the simulator saw end within so many replicas of a shard. */
const mostReplicas: Readonly<Record<TrustPolicy, number>> = { fast: 4, balanced: 6, paranoid: 8 };

/**
 * Replicas of a shard at most where the client names none: what a trust policy's disputes take, or two
 * more than the quorum, which decide one. A quorum of one has no disputes.
 */
export function usualMaxReplicas({ quorum, trust }: Omit<Policy, "maxReplicas">): number {
	if (trust !== undefined) return mostReplicas[trust];
	return quorum === 1 ? 1 : quorum + 2;
}

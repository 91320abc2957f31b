import type { Policy, ShardState } from "@tabgrid/protocol";

/** What decides how many more replicas of a shard are handed out. */
export interface ShardProgress {
	readonly state: ShardState;
	/** How many replicas should be live: the quorum at first, more after a dispute. */
	readonly target: number;
	/** Replicas leased, submitted, agreed or disagreed. */
	readonly live: number;
	/** The policy's maxReplicas. */
	readonly maxLive: number;
	/** Replicas that errored, expired or were abandoned. */
	readonly failures: number;
	/** See {@link maxFailures}. */
	readonly maxFailures: number;
	/** Submissions without a verdict. */
	readonly submitted: number;
}

/**
 * How many replicas of a shard may error, expire or be abandoned before no more are handed out, so
 * that a shard which crashes its providers can't go round for ever. With the live ones that makes at
 * most 3 × maxReplicas + 4 attempts. Leases given back unused don't count.
 */
export function maxFailures(policy: Policy): number {
	return 2 * policy.maxReplicas + 4;
}

/** How many more replicas of a shard to hand out now. The column `shards.wanted` is the same. */
export function replicasWanted(shard: ShardProgress): number {
	if (shard.state === "verified" || shard.state === "failed") return 0;
	if (shard.failures >= shard.maxFailures) return 0;
	return Math.max(0, Math.min(shard.target, shard.maxLive) - shard.live);
}

/**
 * The new target when submissions were judged and `more` further owners are needed; leases in flight
 * count towards them. Null when the policy doesn't allow that many: nobody can settle it any more,
 * because outputs that disagree keep disagreeing, so the shard fails at once and costs no more.
 */
export function targetAfterDispute(
	submitted: number,
	more: number,
	maxReplicas: number,
): number | null {
	return submitted + more > maxReplicas ? null : submitted + more;
}

/**
 * Whether an undecided shard can no longer be decided: nothing is in flight and nothing more is
 * handed out. Ask only when its submissions have been judged or are too few to be.
 */
export function isExhausted(shard: ShardProgress): boolean {
	const undecided = shard.state !== "verified" && shard.state !== "failed";
	return undecided && shard.live === shard.submitted && replicasWanted(shard) === 0;
}

import { type ShardCounts, shardLetters } from "@tabgrid/protocol";

/** How many cells of a shard map are in each state. */
export function countShards(states: string): ShardCounts {
	const counts: ShardCounts = { pending: 0, running: 0, disputed: 0, verified: 0, failed: 0 };
	const letters = new Map<string, keyof ShardCounts>([
		[shardLetters.pending, "pending"],
		[shardLetters.running, "running"],
		[shardLetters.disputed, "disputed"],
		[shardLetters.verified, "verified"],
		[shardLetters.failed, "failed"],
	]);
	for (const letter of states) {
		const state = letters.get(letter);
		if (state !== undefined) counts[state] += 1;
	}
	return counts;
}

/** Whether a map tells the same as the job's own counts. */
export function isCurrent(states: string, shards: ShardCounts): boolean {
	const counts = countShards(states);
	return (
		counts.pending === shards.pending &&
		counts.running === shards.running &&
		counts.disputed === shards.disputed &&
		counts.verified === shards.verified &&
		counts.failed === shards.failed
	);
}

import type { ShardState } from "./lifecycle.ts";

/** How a shard map (GET /jobs/:id/shards) writes a state. */
export const shardLetters = {
	pending: "p",
	running: "r",
	disputed: "d",
	verified: "v",
	failed: "f",
} as const satisfies Record<ShardState, string>;

import { type ShardState, shardLetters } from "@tabgrid/protocol";
import { shardsInState } from "./countShards";

const stateOf: ReadonlyMap<string, ShardState> = new Map([
	[shardLetters.pending, "pending"],
	[shardLetters.running, "running"],
	[shardLetters.disputed, "disputed"],
	[shardLetters.verified, "verified"],
	[shardLetters.failed, "failed"],
]);

/** What a map shows: a cell a shard, all of them or those in one state. */
export interface ShardCells {
	readonly count: number;
	/** The shard that a cell stands for; undefined beyond the last cell. */
	shardAt(cell: number): number | undefined;
	/** The cell of a shard; null when the map doesn't show it. */
	cellOf(shard: number): number | null;
	/** The state letter of a cell; empty beyond the last one. */
	letterAt(cell: number): string;
	stateAt(cell: number): ShardState | undefined;
}

/** The cells of a map of states, filtered when `only` names a state. */
export function shardCells(states: string, only: ShardState | null): ShardCells {
	if (only === null) {
		const letterAt = (cell: number) => states.charAt(cell);
		const inside = (index: number) => index >= 0 && index < states.length;
		return {
			count: states.length,
			shardAt: (cell) => (inside(cell) ? cell : undefined),
			cellOf: (shard) => (inside(shard) ? shard : null),
			letterAt,
			stateAt: (cell) => stateOf.get(letterAt(cell)),
		};
	}
	const shards = shardsInState(states, only);
	return {
		count: shards.length,
		shardAt: (cell) => shards[cell],
		cellOf: (shard) => {
			const cell = lowerBound(shards, shard);
			return shards[cell] === shard ? cell : null;
		},
		letterAt: (cell) => (cell < shards.length ? shardLetters[only] : ""),
		stateAt: (cell) => (cell < shards.length ? only : undefined),
	};
}

/** The first place of a sorted list whose value is not less than `value`. */
function lowerBound(sorted: Uint32Array, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] ?? 0) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

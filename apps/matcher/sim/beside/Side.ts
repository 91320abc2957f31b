/** A provider of the little grid that the twin and the store both run. */
export interface SideProvider {
	readonly name: string;
	/** Passed checks that it starts with. */
	readonly good: number;
	/** Whether a hundred prices are at stake for it. */
	readonly staked?: boolean;
}

/** A lease that is held. Providers and shards by their places. */
export interface Held {
	readonly provider: number;
	readonly shard: number;
}

/** What can be seen of the grid from outside, in the same words for the twin and the store. */
export interface SideState {
	readonly settled: boolean;
	readonly shards: readonly {
		/** The answer that stands; null while the shard is undecided. */
		readonly answer: string | null;
		/** `provider: answer verdict`, by provider. */
		readonly results: readonly string[];
	}[];
	readonly providers: readonly {
		readonly good: number;
		readonly bad: number;
		/** Places of the last results whose check it passed, its first being 0. */
		readonly passed: readonly number[];
		readonly suspendedUntil: number;
		/** Replicas that it was paid for. */
		readonly paid: number;
	}[];
}

/** Numbers as they are compared: sums in another order differ in their last bits. */
export const rounded = (value: number) => Math.round(value * 1e5) / 1e5;

/** Numbers of the pricing graph, and how a shard and its attested output hold them. */
export const format = {
	/** Paths in a batch, a row of the graph; batch means give the standard error. */
	pathsPerBatch: 4096,
	/** Batches in a shard at most. */
	batchesPerShard: 128,
	/** Bits of a draw that choose a normal quantile. */
	drawBits: 16,
	/** Bits behind the point of a quantile. */
	normalBits: 16,
	/** Bits behind the point of the volatility, as log2 of a growth. */
	volatilityBits: 19,
	/** Low bits of a quantile that are multiplied apart. */
	lowBits: 9,
	/** Bits behind the point of volatility × quantile, and so of the drift. */
	growthBits: 26,
	/** Bits behind the point of the growth when its power of two is taken, in two tables of 2^11. */
	exponentBits: 22,
	tableBits: 11,
	/** Bits behind the point of a payoff, in strikes. */
	payoffBits: 20,
	/** Largest |log2 growth| that tables hold. */
	maxGrowth: 9,
	/** A payoff is summed in two parts: payoff = high · 2^12 + low. */
	sumBits: 12,
	/**
	 * Names in a shard's input. start: uint32 [b, 1], number of each batch's first path. seed: uint32 [1].
	 * drift, volatility: int32 [1]. sign: int32 [1], 1 for a call and −1 for a put.
	 */
	input: {
		start: "start",
		seed: "seed",
		drift: "drift",
		volatility: "volatility",
		sign: "sign",
	},
	/**
	 * Names in the attested output, all int32 [b]. high, low: sums of payoffs. exercised: paths whose
	 * payoff isn't 0.
	 */
	output: { high: "high", low: "low", exercised: "exercised" },
} as const;

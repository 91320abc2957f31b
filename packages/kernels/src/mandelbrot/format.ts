/**
 * How a coordinate is held in int32. z is four signed limbs in base 2^13, z = Σ limb[i] · 2^(−13(i+1)):
 * limb 0 carries the integer part and the sign, all have the sign of z and the others lie within
 * ±(2^13 − 1), so 52 bits stand behind the point. While |z| ≤ 2 every sum of products of limbs stays
 * within int32.
 *
 * A point c of the plane is three words, as the products' columns take them: `c0` counts 2^−26 (the
 * upper two limbs in one), `c1` counts 2^−39 and `c2` counts 2^−52.
 */
export const format = {
	/** Bits of a limb. */
	limbBits: 13,
	/** Bits behind the point. */
	fractionBits: 52,
	words: 3,
	/** Coordinates beyond this would overflow int32 in the first test for leaving the circle. */
	furthest: 7,
	/** Iterations in one turn of the graph's loop; the number of iterations is a multiple of it. */
	unroll: 16,
	/** Tiles have at most this many pixels a side. */
	maxTile: 256,
	/** Names in a shard's input. columns: int32 [3, 1, w], real parts. rows: int32 [3, h, 1], imaginary. */
	input: { columns: "columns", rows: "rows", turns: "turns" },
	/** The model's output: int32 [h, w], iterations until |z| > 2, or all of them. */
	modelOutput: "counts",
	/** The attested output: uint16 [h, w], the same. */
	output: "iterations",
} as const;

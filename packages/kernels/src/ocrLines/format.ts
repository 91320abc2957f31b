/**
 * What PP-OCRv4 recognition takes and gives, and how a shard and its attested output hold it.
 *
 * Model: float32 [n, 3, 48, w] BGR in −1…1 → float32 softmax [n, w/8, 6625]; class 0 is the CTC blank,
 * 1 to 6623 are the lines of ppocr_keys_v1.txt, 6624 is the space.
 */
export const format = {
	modelInput: "x",
	modelOutput: "softmax_11.tmp_0",
	/** Height of a line picture in pixels. */
	height: 48,
	/** Widths are multiples of this, the width of a time step in pixels. */
	step: 8,
	minWidth: 48,
	maxWidth: 2048,
	/** Lines in a shard at most. */
	maxLines: 16,
	classes: 6625,
	blank: 0,
	space: 6624,
	/** Best classes kept of each time step. */
	best: 2,
	/** Random projections kept of each time step, as evidence of the whole row. */
	projections: 4,
	/** Names in a shard's input. pixels: uint8 [n, 3, 48, w] BGR. line: int32 [n], places in the job. */
	input: { pixels: "pixels", line: "line" },
	/**
	 * Names in the attested output, for t = w/8. line: int32 [n], as in the input. classes: int32
	 * [n, t, 2], best first. scores: float32 [n, t, 2], theirs. evidence: float32 [n, t, 4].
	 */
	output: { line: "line", classes: "classes", scores: "scores", evidence: "evidence" },
} as const;

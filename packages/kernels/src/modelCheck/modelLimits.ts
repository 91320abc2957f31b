/**
 * What a model may be at most before anyone runs it. Far above real networks (a language model of
 * 512 MiB has some 10,000 nodes), far below what would hurt a tab or the matcher.
 */
export const modelLimits = {
	/** The file format's versions that onnxruntime-web 1.30 reads, asked by loading models of each. */
	irVersion: { min: 1, max: 13 },
	/** Versions of the standard operators that onnxruntime-web 1.30 runs, asked the same way. */
	opset: { min: 7, max: 26 },
	/** Nodes of all graphs together. */
	nodes: 100_000,
	/** Weights of all graphs together. */
	initializers: 50_000,
	/** Graphs in graphs: the branches of an If, the body of a Loop or Scan. */
	graphDepth: 8,
	/** Inputs, or outputs, of the model. */
	edges: 1_000,
	/** Inputs, or outputs, of a node. */
	nodeEdges: 4_096,
	/** Characters in the name of an input or output, as tensor bundles have it. */
	nameLength: 200,
	rank: 16,
	/** Values in one tensor that the model declares or computes. */
	elements: 2 ** 28,
	/** Nodes that one run executes, a loop's body counted as often as it goes round. */
	steps: 10_000_000,
	/** Rounds that a Scan, or a Loop over a tensor's own length, is counted with. */
	assumedRounds: 1_000,
	/**
	 * What the parts of a file unfold to in memory; raw weights don't count, they are never copied.
	 * Weights in number fields (`float_data`) take eight bytes each, 64-bit integers some thirty.
	 */
	parsed: {
		messages: 400_000,
		strings: 1_000_000,
		stringBytes: 64 * 1024 * 1024,
		numbers: 32 * 1024 * 1024,
		longs: 4 * 1024 * 1024,
		depth: 64,
	},
} as const;

import { buildModel } from "../onnx/buildModel.ts";
import { tensorOf } from "../tensor/views.ts";

/** For tests: numbers from −1 to 1 that look random and are the same in every run. */
function uniform(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
		let bits = state ^ (state >>> 16);
		bits = Math.imul(bits, 0x85eb_ca6b);
		return ((bits ^ (bits >>> 13)) >>> 0) / 2 ** 31 - 1;
	};
}

/** For tests: random float32 values of a shape, up to `reach`. */
export function randomFloats(dims: readonly number[], reach: number, seed: number) {
	const next = uniform(seed);
	const count = dims.reduce((product, dim) => product * dim, 1);
	return tensorOf(
		"float32",
		dims,
		Float32Array.from({ length: count }, () => next() * reach),
	);
}

const he = (dims: readonly number[], inputs: number, seed: number) =>
	randomFloats(dims, Math.sqrt(6 / inputs), seed);

/**
 * For tests: a network over pictures with every layer that `toExact8` knows: pixels [n, 3, 12, 12] →
 * Conv, Relu, MaxPool → depthwise Conv, Relu6 → Conv with stride, Relu → AveragePool → Conv of
 * `wide` channels, Relu → GlobalAveragePool, Flatten → Gemm, Relu → MatMul, Add → scores [n, 10].
 */
export function pictureNetwork(wide = 16, softmax = false): Uint8Array<ArrayBuffer> {
	const conv = { pads: [1, 1, 1, 1], kernel_shape: [3, 3] };
	return buildModel({
		name: "pictures",
		inputs: [{ name: "pixels", dtype: "float32", dims: ["n", 3, 12, 12] }],
		outputs: [{ name: "scores", dtype: "float32", dims: ["n", 10] }],
		nodes: [
			{ op: "Conv", inputs: ["pixels", "w1", "b1"], outputs: ["a1"], attributes: conv },
			{ op: "Relu", inputs: ["a1"], outputs: ["r1"] },
			{
				op: "MaxPool",
				inputs: ["r1"],
				outputs: ["p1"],
				attributes: { kernel_shape: [2, 2], strides: [2, 2] },
			},
			{ op: "Conv", inputs: ["p1", "w2"], outputs: ["a2"], attributes: { ...conv, group: 8 } },
			{ op: "Clip", inputs: ["a2", "zero", "six"], outputs: ["r2"] },
			{
				op: "Conv",
				inputs: ["r2", "w3", "b3"],
				outputs: ["a3"],
				attributes: { ...conv, strides: [2, 2] },
			},
			{ op: "Relu", inputs: ["a3"], outputs: ["r3"] },
			{ op: "AveragePool", inputs: ["r3"], outputs: ["p3"], attributes: { kernel_shape: [2, 2] } },
			{ op: "Conv", inputs: ["p3", "w4"], outputs: ["a4"], attributes: conv },
			{ op: "Relu", inputs: ["a4"], outputs: ["r4"] },
			{ op: "GlobalAveragePool", inputs: ["r4"], outputs: ["p4"] },
			{ op: "Flatten", inputs: ["p4"], outputs: ["f"] },
			{ op: "Gemm", inputs: ["f", "w5", "b5"], outputs: ["a5"], attributes: { transB: 1 } },
			{ op: "Relu", inputs: ["a5"], outputs: ["r5"] },
			{ op: "MatMul", inputs: ["r5", "w6"], outputs: ["a6"] },
			{ op: "Add", inputs: ["a6", "b6"], outputs: [softmax ? "logits" : "scores"] },
			...(softmax ? [{ op: "Softmax", inputs: ["logits"], outputs: ["scores"] }] : []),
		],
		weights: {
			w1: he([8, 3, 3, 3], 27, 1),
			b1: randomFloats([8], 0.2, 2),
			w2: he([8, 1, 3, 3], 9, 3),
			w3: he([12, 8, 3, 3], 72, 4),
			b3: randomFloats([12], 0.2, 5),
			w4: he([wide, 12, 3, 3], 108, 6),
			w5: he([48, wide], wide, 7),
			b5: randomFloats([48], 0.1, 8),
			w6: he([48, 10], 48, 9),
			b6: randomFloats([10], 0.1, 10),
			zero: tensorOf("float32", [], Float32Array.of(0)),
			six: tensorOf("float32", [], Float32Array.of(6)),
		},
	});
}

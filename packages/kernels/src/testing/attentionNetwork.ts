import { buildModel, type GraphNode } from "../onnx/buildModel.ts";
import { tensorOf } from "../tensor/views.ts";
import { randomFloats } from "./pictureNetwork.ts";

/**
 * For tests: a block of attention with everything that onnxruntime would recognise: tokens
 * [n, length, width] → LayerNormalization, scores of computed matrices, Softmax → residual → the
 * patterns of LayerNormalization and Gelu in single operators → two dense layers → [n, length, width].
 */
export function attentionNetwork(length = 6, width = 16): Uint8Array<ArrayBuffer> {
	const node = (op: string, inputs: string[], output: string, attributes = {}): GraphNode => ({
		op,
		inputs,
		outputs: [output],
		attributes,
	});
	const last = { axes: [-1] };
	const dense = (inputs: number, outputs: number, seed: number) =>
		randomFloats([inputs, outputs], Math.sqrt(3 / inputs), seed);
	const number = (value: number) => tensorOf("float32", [], Float32Array.of(value));
	return buildModel({
		name: "attention",
		inputs: [{ name: "tokens", dtype: "float32", dims: ["n", length, width] }],
		outputs: [{ name: "result", dtype: "float32", dims: ["n", length, width] }],
		nodes: [
			node("LayerNormalization", ["tokens", "scale", "shift"], "norm"),
			node("MatMul", ["norm", "wq"], "query"),
			node("MatMul", ["norm", "wk"], "key"),
			node("MatMul", ["norm", "wv"], "value"),
			node("Transpose", ["key"], "turned", { perm: [0, 2, 1] }),
			node("MatMul", ["query", "turned"], "raw"),
			node("Div", ["raw", "root"], "scores"),
			node("Softmax", ["scores"], "shares"),
			node("MatMul", ["shares", "value"], "mixed"),
			node("Add", ["mixed", "tokens"], "sum"),
			node("ReduceMean", ["sum"], "mean", last),
			node("Sub", ["sum", "mean"], "centred"),
			node("Pow", ["centred", "two"], "square"),
			node("ReduceMean", ["square"], "variance", last),
			node("Add", ["variance", "epsilon"], "positive"),
			node("Sqrt", ["positive"], "deviation"),
			node("Div", ["centred", "deviation"], "even"),
			node("Mul", ["even", "scale"], "scaled"),
			node("Add", ["scaled", "shift"], "second"),
			node("MatMul", ["second", "w1"], "wide"),
			node("Add", ["wide", "b1"], "biased"),
			node("Div", ["biased", "rootTwo"], "angle"),
			node("Erf", ["angle"], "erf"),
			node("Add", ["erf", "one"], "more"),
			node("Mul", ["biased", "more"], "twice"),
			node("Mul", ["twice", "half"], "gelu"),
			node("MatMul", ["gelu", "w2"], "narrow"),
			node("Add", ["narrow", "sum"], "result"),
		],
		weights: {
			scale: randomFloats([width], 1, 21),
			shift: randomFloats([width], 0.2, 22),
			wq: dense(width, width, 23),
			wk: dense(width, width, 24),
			wv: dense(width, width, 25),
			w1: dense(width, 2 * width, 26),
			b1: randomFloats([2 * width], 0.1, 27),
			w2: dense(2 * width, width, 28),
			root: number(Math.sqrt(width)),
			rootTwo: number(Math.SQRT2),
			two: number(2),
			one: number(1),
			half: number(0.5),
			epsilon: number(1e-5),
		},
	});
}

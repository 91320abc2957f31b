/**
 * Builds model.onnx, a dense network with seeded random weights, and inputs.npz, 64 rows for it:
 *
 *     npx tsx examples/tiny-classifier/make.ts
 *
 * image float32 [batch, 64] → MatMul, Add, Relu → 96 → MatMul, Add, Relu → 96 → MatMul, Add →
 * logits float32 [batch, 10]. The logits are left as they are: a softmax would hide small lies.
 */
import { writeFile } from "node:fs/promises";
import { writeNpz } from "../../packages/kernels/src/formats/npz.ts";
import { buildModel, type GraphNode } from "../../packages/kernels/src/onnx/buildModel.ts";
import { tensorOf } from "../../packages/kernels/src/tensor/views.ts";

const widths = [64, 96, 96, 10];
const rows = 64;

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, uniform in 0…1. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let bits = Math.imul(state ^ (state >>> 15), 1 | state);
		bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
		return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
	};
}

const random = seeded(20_260_101);
const uniform = (count: number, reach: number) =>
	Float32Array.from({ length: count }, () => (random() * 2 - 1) * reach);

const nodes: GraphNode[] = [];
const weights: Record<string, ReturnType<typeof tensorOf>> = {};
let value = "image";
widths.slice(1).forEach((width, layer) => {
	const before = widths[layer] ?? 0;
	const last = layer === widths.length - 2;
	// He initialisation: the size of the values stays the same through the layers.
	const reach = Math.sqrt(6 / before);
	weights[`weight${layer}`] = tensorOf("float32", [before, width], uniform(before * width, reach));
	weights[`bias${layer}`] = tensorOf("float32", [width], uniform(width, 0.1));
	nodes.push({ op: "MatMul", inputs: [value, `weight${layer}`], outputs: [`product${layer}`] });
	const sum = last ? "logits" : `sum${layer}`;
	nodes.push({ op: "Add", inputs: [`product${layer}`, `bias${layer}`], outputs: [sum] });
	if (!last) nodes.push({ op: "Relu", inputs: [sum], outputs: [`hidden${layer}`] });
	value = last ? sum : `hidden${layer}`;
});

const model = buildModel({
	name: "tiny-classifier",
	inputs: [{ name: "image", dtype: "float32", dims: ["batch", widths[0]] }],
	outputs: [{ name: "logits", dtype: "float32", dims: ["batch", widths.at(-1)] }],
	nodes,
	weights,
});
await writeFile(new URL("./model.onnx", import.meta.url), model);

const images = uniform(rows * (widths[0] ?? 0), 1);
const inputs = writeNpz({
	image: tensorOf("float32", [rows, widths[0] ?? 0], images),
});
await writeFile(new URL("./inputs.npz", import.meta.url), inputs);
console.log(`model.onnx ${model.length} bytes, inputs.npz ${inputs.length} bytes.`);

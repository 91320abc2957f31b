import type { TensorBundle } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { buildModel, type GraphNode } from "../../onnx/buildModel.ts";
import { tensorOf } from "../../tensor/views.ts";
import { randomFloats } from "../../testing/pictureNetwork.ts";
import { openModel } from "../../testing/runModel.ts";
import { toPortable } from "../toPortable.ts";

const run = async (model: Uint8Array, feeds: TensorBundle) => (await openModel(model))(feeds);

interface Case {
	readonly what: string;
	readonly node: Pick<GraphNode, "op" | "attributes"> & { readonly inputs?: readonly string[] };
	readonly opset?: number;
}

const window = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 0, 1, 2] };

/** Each over x [2, 4, 6, 5], with weights by name. */
const cases: readonly Case[] = [
	{
		what: "a mean over windows, edges not counted",
		node: { op: "AveragePool", attributes: window },
	},
	{
		what: "a mean over windows, edges counted",
		node: { op: "AveragePool", attributes: { ...window, count_include_pad: 1 } },
	},
	{
		what: "a Conv in groups with dilation",
		node: {
			op: "Conv",
			inputs: ["grouped", "bias"],
			attributes: { group: 2, dilations: [2, 1], pads: [1, 1, 1, 1] },
		},
	},
	...[9, 13, 18, 21].map((opset) => ({
		what: `a Conv, version ${opset}`,
		node: { op: "Conv", inputs: ["kernel", "bias"], attributes: { strides: [2, 1] } },
		opset,
	})),
	{
		what: "a ConvTranspose in groups",
		node: {
			op: "ConvTranspose",
			inputs: ["transposed"],
			attributes: { group: 2, strides: [2, 2], output_padding: [1, 0] },
		},
	},
	{
		what: "BatchNormalization",
		node: { op: "BatchNormalization", inputs: ["bias", "mean", "mean", "variance"] },
	},
	{
		what: "InstanceNormalization",
		node: { op: "InstanceNormalization", inputs: ["bias", "mean"], attributes: { epsilon: 1e-3 } },
	},
	{
		what: "LayerNormalization over several axes",
		node: { op: "LayerNormalization", inputs: ["picture"], attributes: { axis: 2 } },
	},
	{ what: "Softmax along an inner axis", node: { op: "Softmax", attributes: { axis: 1 } } },
	{
		what: "Softmax of old, over all axes that follow",
		node: { op: "Softmax", attributes: { axis: 2 } },
		opset: 11,
	},
	{ what: "LogSoftmax", node: { op: "LogSoftmax", attributes: { axis: -1 } } },
	{
		what: "the mean along axes, version 11",
		node: { op: "ReduceMean", attributes: { axes: [1, -1], keepdims: 0 } },
		opset: 11,
	},
	{
		what: "the mean along axes, version 18",
		node: { op: "ReduceMean", inputs: ["axes"] },
		opset: 18,
	},
	{ what: "the length along axes", node: { op: "ReduceL2", attributes: { axes: [1] } } },
	{ what: "Resize to the nearest", node: { op: "Resize", inputs: ["", "scales"] } },
	{ what: "a division by a value", node: { op: "Div", inputs: ["picture"] } },
	{ what: "LeakyRelu", node: { op: "LeakyRelu", attributes: { alpha: 0.1 } } },
	{ what: "HardSwish", node: { op: "HardSwish" } },
	{ what: "Elu", node: { op: "Elu" } },
	{ what: "Mish", node: { op: "Mish" }, opset: 18 },
	{ what: "PRelu", node: { op: "PRelu", inputs: ["picture"] } },
];

const weights = {
	grouped: randomFloats([4, 2, 3, 3], 1, 41),
	kernel: randomFloats([4, 4, 3, 3], 1, 40),
	transposed: randomFloats([4, 3, 3, 3], 1, 42),
	bias: randomFloats([4], 1, 43),
	mean: randomFloats([4], 1, 44),
	variance: tensorOf("float32", [4], Float32Array.of(0.5, 1, 2, 4)),
	picture: randomFloats([6, 5], 2, 45),
	axes: tensorOf("int64", [2], BigInt64Array.of(2n, 3n)),
	scales: tensorOf("float32", [4], Float32Array.of(1, 1, 2, 1.5)),
};

describe("an operator made portable", () => {
	it.each(cases)("gives what it gave: $what", async ({ node, opset = 17 }) => {
		const { inputs = [], ...rest } = node;
		const used = Object.entries(weights).filter(([name]) => inputs.includes(name));
		const given = buildModel({
			name: "operator",
			opset,
			inputs: [{ name: "x", dtype: "float32", dims: ["n", 4, 6, 5] }],
			outputs: [{ name: "y", dtype: "float32", dims: undefined }],
			nodes: [{ ...rest, inputs: ["x", ...inputs], outputs: ["y"] }],
			weights: Object.fromEntries(used),
		});
		const x = randomFloats([2, 4, 6, 5], 3, 46);
		const { loss, rewritten } = await toPortable(given, { x }, run);
		expect(loss.relative).toBeLessThan(6e-7);
		expect(rewritten).toEqual({ [node.op]: 1 });
	});
});

import { elementCount } from "@tabgrid/protocol";
import type { Operator } from "../Operator.ts";
import { kernelLayer, knownProducts } from "./linear.ts";
import { floatsOf } from "./matrices.ts";

/** Conv, by the runtime's own Conv on slices. */
export function convolution(operator: Operator): string {
	const { dims } = operator.seen(1);
	const weights = floatsOf(operator, 1);
	if (weights === undefined) throw operator.refusal("has a kernel that is computed");
	return convolve(operator, kernelLayer(weights, dims), dims[0] ?? 1);
}

/** ConvTranspose: an output's sum is over its own window of each input channel at most. */
export function transposedConvolution(operator: Operator): string {
	const { dims } = operator.seen(1);
	const weights = floatsOf(operator, 1);
	if (weights === undefined) throw operator.refusal("has a kernel that is computed");
	const groups = operator.attribute("group", 1);
	const [inputs = 1, perGroup = 1] = dims;
	const taps = elementCount(dims.slice(2));
	const within = inputs / groups;
	const channelOf = (place: number) =>
		Math.floor(place / (perGroup * taps * within)) * perGroup +
		(Math.floor(place / taps) % perGroup);
	const outputs = perGroup * groups;
	const layer = { values: weights, dims, outputs, outputOf: channelOf, count: within * taps };
	return convolve(operator, layer, outputs);
}

function convolve(operator: Operator, layer: Parameters<typeof knownProducts>[1], outputs: number) {
	const { graph, type, attributes } = operator;
	const rank = operator.seen(0).dims.length;
	const axes = Array.from({ length: rank - 1 }, (_, axis) => axis + 1);
	const sum = knownProducts(
		{
			operator,
			x: operator.input(0),
			axes,
			stack: 0,
			multiply: (x, weights) => graph.copy(type, [x, weights], attributes)[0] ?? x,
		},
		layer,
	);
	if (!operator.has(2)) return sum;
	return graph.add(sum, byChannel(operator, operator.input(2), outputs, rank));
}

/** A value of one number a channel, shaped to go with [n, channels, …]. */
export function byChannel(
	operator: Operator,
	value: string,
	channels: number,
	rank: number,
): string {
	const shape = [channels, ...Array.from({ length: rank - 2 }, () => 1)];
	return operator.graph.apply("Reshape", [value, operator.graph.longs(shape)]);
}

import type { GraphWriter } from "./GraphWriter.ts";
import type { IntegerLayer, Part } from "./integerLayer.ts";
import type { Convolution, Dense } from "./network.ts";

/** A layer's sums: integers, each worth 2^−shift by output. */
export interface Sums {
	readonly value: string;
	/** By output. */
	readonly shifts: readonly number[];
}

/**
 * Writes a linear layer. Where its sums are cut into parts, each is divided by a power of two and
 * rounded down before they are added, so that the sum of the parts is exact too.
 */
export function writeSums(
	graph: GraphWriter,
	layer: Dense | Convolution,
	{ weights, bias, shifts, parts }: IntegerLayer,
	input: string,
): Sums {
	const cut = Math.ceil(Math.log2(parts.length));
	const inputs =
		parts.length === 1
			? [input]
			: graph.split(
					input,
					layer.kind === "conv" ? 1 : -1,
					parts.map(({ from, to }) => to - from),
				);
	const sums = parts.map((part, place) => {
		const own = stretch(layer, weights, part);
		const offset = place === 0 ? bias : new Float32Array(bias.length);
		const sum = writePart(graph, layer, inputs[place] ?? input, own, offset);
		if (cut === 0) return sum;
		return graph.apply("Floor", [graph.apply("Mul", [sum, graph.number(2 ** -cut)])]);
	});
	return {
		value: sums.reduce((sum, part) => graph.apply("Add", [sum, part])),
		shifts: shifts.map((shift) => shift - cut),
	};
}

interface Stretch {
	readonly values: Float32Array;
	readonly dims: readonly number[];
}

/** The weights that belong to a part of the inputs. */
function stretch(
	{ kind, weights }: Dense | Convolution,
	values: Float32Array,
	part: Part,
): Stretch {
	const [first = 0, second = 0, ...kernel] = weights.dims;
	const width = part.to - part.from;
	if (kind === "dense")
		return { dims: [width, second], values: values.slice(part.from * second, part.to * second) };
	const taps = kernel.reduce((product, size) => product * size, 1);
	const own = new Float32Array(first * width * taps);
	for (let output = 0; output < first; output++) {
		const from = (output * second + part.from) * taps;
		own.set(values.subarray(from, from + width * taps), output * width * taps);
	}
	return { dims: [first, width, ...kernel], values: own };
}

function writePart(
	graph: GraphWriter,
	layer: Dense | Convolution,
	input: string,
	{ values, dims }: Stretch,
	bias: Float32Array,
): string {
	const weights = graph.floats(values, dims);
	const offset = graph.floats(bias, [bias.length]);
	if (layer.kind === "dense")
		return graph.apply("Add", [graph.apply("MatMul", [input, weights]), offset]);
	const attributes = { ...layer.attributes, group: layer.groups };
	return graph.apply("Conv", [input, weights, offset], attributes);
}

/** Multiplies each output by its power of two, which is exact. */
export function scaleSums(
	graph: GraphWriter,
	{ kind, weights }: Dense | Convolution,
	{ value, shifts }: Sums,
	output?: string,
): string {
	const factors = Float32Array.from(shifts, (shift) => 2 ** -shift);
	// By channel where there are channels; else along the last axis.
	const axes = kind === "conv" ? weights.dims.length - 2 : 0;
	const dims = [factors.length, ...Array.from({ length: axes }, () => 1)];
	return graph.apply("Mul", [value, graph.floats(factors, dims)], {}, output);
}

import { badModel, quoted } from "../modelCheck/badModel.ts";
import type { GraphDescription } from "../onnx/buildModel.ts";
import { GraphWriter } from "./GraphWriter.ts";
import { integerLayer } from "./integerLayer.ts";
import type { Average, Network } from "./network.ts";
import { exactBelow, type Scale } from "./rounding.ts";
import { scaleSums, writeSums } from "./writeLinear.ts";

/** A linear layer of the converted network, as it was proved. */
export interface LayerProof {
	/** The value that it makes in the given model. */
	readonly name: string;
	readonly kind: "dense" | "conv";
	/** More than any partial sum can be; below 2²⁴. */
	readonly largestSum: number;
	/** Into how many its sums had to be split. */
	readonly parts: number;
}

/** The converted network, and what was proved of it. */
export interface WrittenNetwork {
	readonly graph: GraphDescription;
	readonly layers: readonly LayerProof[];
}

/** Shapes and scales of the network's values, by their names. */
export interface Calibrated {
	/** `signed` where a value may be negative although it never was in calibrating; else what it was. */
	readonly scaleOf: (value: string, signed?: boolean) => Scale;
	readonly dimsOf: (value: string) => readonly number[];
}

/** Writes a network in integers. @throws TabgridError BAD_MODEL where sums can't be exact. */
export function writeNetwork(network: Network, { scaleOf, dimsOf }: Calibrated): WrittenNetwork {
	const { input, output, steps, last } = network;
	const graph = new GraphWriter();
	const layers: LayerProof[] = [];
	let scale = scaleOf(input.name);
	// To the nearest: the one rounding that isn't of integers. Every backend rounds a sum alike.
	const scaled = graph.apply("Mul", [input.name, graph.number(2 ** scale.exponent)]);
	const near = graph.apply("Add", [scaled, graph.number(0.5)]);
	let value = graph.floorWithin(near, scale.low, scale.high);

	for (const step of steps) {
		switch (step.kind) {
			case "dense":
			case "conv": {
				const open = step.output === last && step.activation === "none";
				const target = open ? undefined : scaleOf(step.output, step.activation === "none");
				const layer = integerLayer(step, scale, target);
				layers.push({
					name: step.output,
					kind: step.kind,
					largestSum: Math.max(...layer.parts.map(({ bound }) => bound)),
					parts: layer.parts.length,
				});
				const sums = writeSums(graph, step, layer, value);
				if (target === undefined) {
					scaleSums(graph, step, sums, output.name);
					return written();
				}
				const high =
					typeof step.activation === "object"
						? Math.min(target.high, Math.round(step.activation.upTo * 2 ** target.exponent))
						: target.high;
				scale = { ...target, high };
				value = graph.floorWithin(scaleSums(graph, step, sums), scale.low, high);
				break;
			}
			case "average":
				value = writeAverage(graph, step, value, scale, dimsOf(step.input));
				break;
			case "passing": {
				const inputs = step.shape ? [value, graph.longs(step.shape)] : [value];
				value = graph.apply(step.op, inputs, step.attributes);
				if (step.op === "Relu") scale = { ...scale, low: 0 };
				break;
			}
		}
	}
	graph.apply("Mul", [value, graph.number(2 ** -scale.exponent)], {}, output.name);
	return written();

	function written(): WrittenNetwork {
		const { nodes, weights } = graph;
		return {
			graph: { name: "exact8", inputs: [input], outputs: [output], nodes, weights },
			layers,
		};
	}
}

/** A mean as a sum times an integer, and a division by a power of two, rounded to the nearest. */
function writeAverage(
	graph: GraphWriter,
	{ window, output }: Average,
	value: string,
	scale: Scale,
	dims: readonly number[],
): string {
	const [, channels = 1, ...picture] = dims;
	const count = (window?.kernel ?? picture).reduce((product, size) => product * size, 1);
	const reach = Math.max(Math.abs(scale.low), scale.high);
	// The sum times the weight, and the half that rounds, stay below 2²⁴ together.
	const shift = Math.floor(Math.log2((exactBelow - 1) / (reach + 1))) - 1;
	const weight = Math.floor(2 ** shift / count);
	if (weight < 1)
		throw badModel(`The mean at ${quoted(output)} is over too many numbers for exact sums.`);
	const sum = window
		? graph.apply(
				"Conv",
				[
					value,
					graph.floats(new Float32Array(channels * count).fill(1), [channels, 1, ...window.kernel]),
				],
				{ group: channels, strides: window.strides },
			)
		: graph.apply("ReduceSum", [value, graph.longs(picture.map((_, axis) => axis + 2))]);
	const product = graph.apply("Mul", [sum, graph.number(weight)]);
	const near = graph.apply("Add", [product, graph.number(2 ** (shift - 1))]);
	const mean = graph.apply("Mul", [near, graph.number(2 ** -shift)]);
	return graph.floorWithin(mean, scale.low, scale.high);
}

import { inverseSquareRoot } from "../functions/squareRoot.ts";
import type { Operator } from "../Operator.ts";
import { byChannel } from "./convolutions.ts";
import { floatsOf } from "./matrices.ts";
import { exactMean } from "./reductions.ts";

const from = (axis: number, rank: number) =>
	Array.from({ length: rank - axis }, (_, at) => axis + at);

/** (x − mean) ÷ √(variance + epsilon) along axes. */
function normalised(operator: Operator, axes: readonly number[]): string {
	const { graph } = operator;
	const value = operator.input(0);
	const centred = graph.sub(value, exactMean(operator, value, axes));
	const variance = exactMean(operator, graph.mul(centred, centred), axes);
	const epsilon = graph.number(operator.attribute("epsilon", 1e-5));
	return graph.mul(centred, inverseSquareRoot(graph, graph.add(variance, epsilon)));
}

/** Scale at place 1, bias at place 2. */
function scaled(operator: Operator, value: string, shape: (input: string) => string): string {
	const { graph } = operator;
	const product = graph.mul(value, shape(operator.input(1)));
	return operator.has(2) ? graph.add(product, shape(operator.input(2))) : product;
}

export function layerNormalization(operator: Operator): string {
	const axis = operator.axis(operator.attribute("axis", -1));
	const axes = from(axis, operator.seen(0).dims.length);
	return scaled(operator, normalised(operator, axes), (input) => input);
}

export function instanceNormalization(operator: Operator): string {
	const { length: rank } = operator.seen(0).dims;
	const [channels = 1] = operator.seen(1).dims;
	const axes = from(2, rank);
	return scaled(operator, normalised(operator, axes), (input) =>
		byChannel(operator, input, channels, rank),
	);
}

/** x ÷ √(mean of x² + epsilon). */
export function rmsNormalization(operator: Operator): string {
	const { graph } = operator;
	const axes = from(operator.axis(operator.attribute("axis", -1)), operator.seen(0).dims.length);
	const value = operator.input(0);
	const mean = exactMean(operator, graph.mul(value, value), axes);
	const epsilon = graph.number(operator.attribute("epsilon", 1e-5));
	const root = inverseSquareRoot(graph, graph.add(mean, epsilon));
	return scaled(operator, graph.mul(value, root), (input) => input);
}

/** x·a + b by channel, with a = scale ÷ √(variance + epsilon) and b = bias − mean·a worked out here. */
export function batchNormalization(operator: Operator): string {
	const { graph } = operator;
	if (operator.attribute("training_mode", 0) !== 0) throw operator.refusal("is one for training");
	const [scale, bias, mean, variance] = [1, 2, 3, 4].map((place) => floatsOf(operator, place));
	if (!scale || !bias || !mean || !variance) throw operator.refusal("has computed statistics");
	const epsilon = operator.attribute("epsilon", 1e-5);
	const factor = Array.from(scale, (value, at) => value / Math.sqrt((variance[at] ?? 0) + epsilon));
	const offset = Float32Array.from(
		bias,
		(value, at) => value - (mean[at] ?? 0) * (factor[at] ?? 0),
	);
	const rank = operator.seen(0).dims.length;
	const shape = [scale.length, ...Array.from({ length: rank - 2 }, () => 1)];
	const product = graph.mul(operator.input(0), graph.floats(Float32Array.from(factor), shape));
	return graph.add(product, graph.floats(offset, shape));
}

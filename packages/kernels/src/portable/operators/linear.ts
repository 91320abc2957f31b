import { elementCount } from "@tabgrid/protocol";
import {
	bitsBeside,
	type Cut,
	cutForProducts,
	type Multiplication,
	powerAbove,
	slicesFor,
	sliceValue,
	sliceWeights,
	sumOfProducts,
} from "../exactSums.ts";
import type { Operator } from "../Operator.ts";

/** Weights of a layer, and how its outputs lie in them. */
interface Layer {
	readonly values: Float32Array;
	readonly dims: readonly number[];
	/** The output (or channel) that a weight belongs to. */
	readonly outputOf: (place: number) => number;
	readonly outputs: number;
	/** Products in each sum. */
	readonly count: number;
}

interface Sums extends Omit<Multiplication, "shape"> {
	readonly operator: Operator;
	readonly x: string;
	/** Along which the largest value decides on the units of x. */
	readonly axes: readonly number[];
}

/** Σ x·w with weights that are known: their slices are weights of the new graph. */
export function knownProducts(sums: Sums, layer: Layer): string {
	const { graph } = sums.operator;
	const { weights, bits, slices } = sliceLayer(sums.operator, layer);
	graph.countProducts(elementCount(sums.operator.output.dims) * layer.count, slices);
	const x = sliceValue(graph, sums.x, sums.axes, { bits, slices });
	const names = weights.map((values, place) =>
		graph.floats(place === slices - 1 ? values.map((value) => -value) : values, layer.dims),
	);
	return sumOfProducts(graph, x, names, { ...sums, shape: sums.operator.outputShape });
}

/** The same with two values that are both computed. */
export function computedProducts(
	{ operator, x, axes, ...sums }: Sums,
	w: { readonly value: string; readonly axes: readonly number[] },
	count: number,
): string {
	const { graph } = operator;
	const cut = cutForProducts(count);
	if (cut === undefined) throw operator.refusal(`adds ${count} products, too many for exact sums`);
	graph.countProducts(elementCount(operator.output.dims) * count, cut.slices);
	const weights = sliceValue(graph, w.value, w.axes, cut);
	const last = graph.neg(weights.pop() ?? w.value);
	const how = { ...sums, shape: operator.outputShape };
	return sumOfProducts(graph, sliceValue(graph, x, axes, cut), [...weights, last], how);
}

/**
 * Cuts weights so that both factors get as many bits as possible: the sum of |weight| of each output,
 * in units, times the largest value of x in units stays within 2²⁴.
 */
function sliceLayer(operator: Operator, layer: Layer): Cut & { weights: Float32Array[] } {
	const { values, outputOf, outputs, count } = layer;
	if (!values.every(Number.isFinite)) throw operator.refusal("has weights that aren't finite");
	const most = new Float64Array(outputs);
	values.forEach((value, at) => {
		const output = outputOf(at);
		most[output] = Math.max(most[output] ?? 0, Math.abs(value));
	});
	const powers = most.map(powerAbove);
	const powerOf = (at: number) => powers[outputOf(at)] ?? 1;
	// Two more than halves are tried: sums of real weights are smaller than the largest one suggests.
	const start = Math.min(11, Math.floor((26 - Math.ceil(Math.log2(count))) / 2));
	for (let own = start; own >= 4; own--) {
		const slices = slicesFor(own);
		if (slices === undefined) break;
		const weights = sliceWeights(values, powerOf, { bits: own, slices });
		const bits = bitsBeside(largestSum(weights, layer, powerOf, own));
		if (bits >= own || (slicesFor(bits) ?? slices + 1) <= slices)
			return { weights, bits: Math.min(bits, own), slices };
	}
	throw operator.refusal(`adds ${count} products, too many for exact sums`);
}

/** The largest sum of |weight| of any output in any slice, in that slice's units. */
function largestSum(
	slices: readonly Float32Array[],
	{ outputOf, outputs }: Layer,
	powerOf: (at: number) => number,
	bits: number,
): number {
	let largest = 0;
	slices.forEach((values, place) => {
		const sums = new Float64Array(outputs);
		values.forEach((value, at) => {
			const unit = powerOf(at) * 2 ** -(bits + place * (bits + 1));
			const output = outputOf(at);
			sums[output] = (sums[output] ?? 0) + Math.abs(value) / unit;
		});
		largest = sums.reduce((so, sum) => Math.max(so, sum), largest);
	});
	return largest;
}

/** Weights of a matrix product: the output of each is its column. */
export function matrixLayer(values: Float32Array, dims: readonly number[]): Layer {
	const columns = dims.at(-1) ?? 1;
	const count = dims.at(-2) ?? 1;
	return { values, dims, outputs: columns, outputOf: (place) => place % columns, count };
}

/** Weights of a convolution: the output of each is its first axis. */
export function kernelLayer(values: Float32Array, dims: readonly number[]): Layer {
	const count = elementCount(dims.slice(1));
	return {
		values,
		dims,
		outputs: dims[0] ?? 1,
		outputOf: (place) => Math.floor(place / count),
		count,
	};
}

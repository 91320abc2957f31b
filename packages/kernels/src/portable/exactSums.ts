import type { GraphDim } from "../onnx/readGraph.ts";
import { nextPowerOfTwo } from "./functions/powersOfTwo.ts";
import type { PortableGraph } from "./PortableGraph.ts";

/** A float32 holds every whole number up to this, so all sums of whole numbers that stay below are exact. */
const exactUpTo = 24;
/** Each number is held to so many bits of the largest one beside it: as many as float32 has. */
const wantedBits = 24;
/** More slices than this are no gain over a tree of sums. */
const mostSlices = 4;
/** Values are sliced as if the largest were this at least: products of slices are never subnormal. */
const leastOfValues = 2 ** -36;

/** How numbers are cut into slices of so many bits each. */
export interface Cut {
	readonly bits: number;
	readonly slices: number;
}

/** Slices of `bits` bits and a sign: the remainder of each is half a unit at most, which is one bit more. */
export function slicesFor(bits: number): number | undefined {
	const slices = Math.max(2, Math.ceil(wantedBits / (bits + 1)));
	return bits >= 1 && slices <= mostSlices ? slices : undefined;
}

/** The cut for sums of `count` numbers; undefined for too many. */
export function cutForSum(count: number): Cut | undefined {
	const bits = Math.min(22, exactUpTo - Math.ceil(Math.log2(count)));
	const slices = slicesFor(bits);
	return slices === undefined ? undefined : { bits, slices };
}

/** The cut, for both factors, of sums of `count` products. */
export function cutForProducts(count: number): Cut | undefined {
	const bits = Math.min(11, Math.floor((exactUpTo - Math.ceil(Math.log2(count))) / 2));
	const slices = slicesFor(bits);
	return slices === undefined ? undefined : { bits, slices };
}

/** Bits left for the other factor where the weights of one output come to this, in units, at most. */
export const bitsBeside = (sum: number) =>
	Math.min(11, exactUpTo - Math.ceil(Math.log2(Math.max(1, sum))));

/**
 * Cuts a value into slices that sum to it, each a whole number of units up to 2^bits of them; the unit
 * is a power of two by the largest value along `axes`. (σ + x) − σ rounds x to the units of a σ of the
 * right magnitude: what is taken off is exact, and so is the remainder. From K. Ozaki, T. Ogita,
 * S. Oishi, S. M. Rump, "Error-free transformations of matrix multiplication by using fast routines of
 * matrix multiplication and its applications", Numer. Algorithms 59 (2012).
 */
export function sliceValue(
	graph: PortableGraph,
	value: string,
	axes: readonly number[],
	{ bits, slices }: Cut,
): string[] {
	const largest = graph.reduce("ReduceMax", graph.abs(value), axes);
	const power = nextPowerOfTwo(graph, graph.max(largest, graph.number(leastOfValues)));
	const parts: string[] = [];
	let rest = value;
	for (let place = 0; place < slices; place++) {
		// 1.5·2²³ units: the sum stays between the powers of two around it, whatever the sign.
		const shift = 23 - bits - place * (bits + 1);
		const sigma = graph.mul(power, graph.number(1.5 * 2 ** shift));
		const part = graph.sub(graph.add(rest, sigma), sigma);
		parts.push(part);
		if (place < slices - 1) rest = graph.sub(rest, part);
	}
	return parts;
}

/** {@link sliceValue} of weights, each with the power of two of its group. */
export function sliceWeights(
	values: Float32Array,
	powerOf: (place: number) => number,
	{ bits, slices }: Cut,
): Float32Array[] {
	let rest = Float64Array.from(values);
	return Array.from({ length: slices }, (_, place) => {
		const part = rest.map((value, at) => {
			const unit = powerOf(at) * 2 ** -(bits + place * (bits + 1));
			return Math.round(value / unit) * unit;
		});
		rest = rest.map((value, at) => value - (part[at] ?? 0));
		return Float32Array.from(part);
	});
}

/** The power of two that isn't below a number; weights count as 2^−30 at least. */
export const powerAbove = (value: number) => 2 ** Math.ceil(Math.log2(Math.max(value, 2 ** -30)));

/** An operator that is linear in both of what it multiplies. */
export interface Multiplication {
	/** The axis along which slices of x may be put one behind the other, and so lie in the result. */
	readonly stack: number;
	/** The result's. */
	readonly shape: readonly GraphDim[];
	readonly multiply: (x: string, weights: string) => string;
}

/**
 * Σ x·w by slices, each product of two of which is exact in any order of adding: x₁w₁ + (x₁w₂ + x₂w₁) +
 * … in a fixed order, smallest first. What is left out is below the last unit.
 * @param weights slices, and the last of them with the opposite sign, so that nothing which the runtime
 * could fuse with the operator is added to its own result.
 */
export function sumOfProducts(
	graph: PortableGraph,
	x: readonly string[],
	weights: readonly string[],
	{ stack, shape, multiply }: Multiplication,
): string {
	const count = weights.length;
	/** By i + j of the slices: all in one unit. */
	const terms: string[][] = Array.from({ length: count }, () => []);
	const last = multiply(x[0] ?? "", weights[count - 1] ?? "");
	for (let j = 0; j < count - 1; j++) {
		const stacked = graph.apply("Concat", x.slice(0, count - j), { axis: stack });
		const product = multiply(stacked, weights[j] ?? "");
		const parts = graph.split(product, stack, count - j, shape);
		parts.forEach((part, i) => {
			terms[i + j]?.push(part);
		});
	}
	const sums = terms.map((group) => group.reduce(graph.add));
	const smallest = graph.sub(sums.pop() ?? last, last);
	return sums.reduceRight((sum, group) => graph.add(sum, group), smallest);
}

/** Σ x along axes, by slices. */
export function sumAlong(
	graph: PortableGraph,
	value: string,
	axes: readonly number[],
	cut: Cut,
	keep: boolean,
): string {
	const sums = sliceValue(graph, value, axes, cut).map((part) =>
		graph.reduce("ReduceSum", part, axes, keep),
	);
	return sums.reduceRight((sum, part) => graph.add(sum, part));
}

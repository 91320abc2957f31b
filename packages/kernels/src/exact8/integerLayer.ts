import { badModel, quoted } from "../modelCheck/badModel.ts";
import type { Convolution, Dense } from "./network.ts";
import { exactBelow, largest, type Scale } from "./rounding.ts";

/** A stretch of a layer's inputs (or input channels) whose sums are exact by themselves. */
export interface Part {
	readonly from: number;
	readonly to: number;
	/** More than any partial sum of any output can be, in any order. */
	readonly bound: number;
}

/** A linear layer in integers. */
export interface IntegerLayer {
	/** Weights as integers, laid out as the layer's. */
	readonly weights: Float32Array;
	/** By output, as integers, what rounds to the nearest included. */
	readonly bias: Float32Array;
	/** By output: how many powers of two a sum is above the result's scale; negative for below. */
	readonly shifts: readonly number[];
	/** In order; one unless the sums had to be split. */
	readonly parts: readonly Part[];
}

/** Room for the one by which each rounded part may be too large. */
const room = 2 ** 10;
/** More powers of two than this are never shifted away: the half that rounds must fit a sum. */
const furthestShift = 22;
/** Biases stay below this, so that they leave room for the products. */
const largestBias = 2 ** 22;

/**
 * Rounds a layer's weights, by a power of two for each output, and proves that its sums are exact: for
 * every output the sum of |weight| × largest input, and the bias, stays below 2²⁴, so no order of
 * adding passes it. Where it doesn't, the inputs are cut into parts of which each one does.
 * @param target the scale of the result; undefined for the network's output, which isn't rounded.
 * @throws TabgridError BAD_MODEL where one input (channel) alone is too much.
 */
export function integerLayer(
	layer: Dense | Convolution,
	input: Scale,
	target: Scale | undefined,
): IntegerLayer {
	const reach = Math.max(Math.abs(input.low), input.high);
	const { outputs, inputs, at, taps } = layoutOf(layer);
	const weights = new Float32Array(layer.weights.values.length);
	const bias = new Float32Array(outputs);
	const shifts: number[] = [];
	for (let output = 0; output < outputs; output++) {
		let most = 0;
		for (let i = 0; i < inputs; i++)
			for (let tap = 0; tap < taps; tap++)
				most = Math.max(most, Math.abs(layer.weights.values[at(output, i, tap)] ?? 0));
		const offset = layer.bias[output] ?? 0;
		let exponent = most === 0 ? 0 : Math.floor(Math.log2(largest.weight / most));
		if (target) exponent = Math.min(exponent, furthestShift + target.exponent - input.exponent);
		while (Math.abs(offset) * 2 ** (input.exponent + exponent) > largestBias) exponent -= 1;
		for (let i = 0; i < inputs; i++)
			for (let tap = 0; tap < taps; tap++) {
				const place = at(output, i, tap);
				weights[place] = Math.round((layer.weights.values[place] ?? 0) * 2 ** exponent);
			}
		const shift = input.exponent + exponent - (target?.exponent ?? 0);
		const half = target && shift >= 1 ? 2 ** (shift - 1) : 0;
		bias[output] = Math.round(offset * 2 ** (input.exponent + exponent)) + half;
		shifts.push(shift);
	}
	const size = (output: number, i: number) => {
		let sum = 0;
		for (let tap = 0; tap < taps; tap++) sum += Math.abs(weights[at(output, i, tap)] ?? 0);
		return sum * reach;
	};
	return { weights, bias, shifts, parts: partsOf(layer, outputs, inputs, size, bias) };
}

/** Where a layer's weights stand: by output, input (channel, within a group) and place in the kernel. */
function layoutOf({ kind, weights: { dims } }: Dense | Convolution) {
	const [first = 0, second = 0, ...kernel] = dims;
	const taps = kernel.reduce((product, size) => product * size, 1);
	if (kind === "dense")
		return {
			outputs: second,
			inputs: first,
			taps: 1,
			at: (o: number, i: number) => i * second + o,
		};
	const at = (o: number, i: number, tap: number) => (o * second + i) * taps + tap;
	return { outputs: first, inputs: second, taps, at };
}

function partsOf(
	layer: Dense | Convolution,
	outputs: number,
	inputs: number,
	size: (output: number, input: number) => number,
	bias: Float32Array,
): Part[] {
	const limit = exactBelow - room;
	const parts: Part[] = [];
	let from = 0;
	let sums = Float64Array.from(bias, Math.abs);
	for (let i = 0; i < inputs; i++) {
		const sizes = Float64Array.from({ length: outputs }, (_, output) => size(output, i));
		const more = sums.map((sum, output) => sum + (sizes[output] ?? 0));
		if (more.some((sum) => sum >= limit) && i > from) {
			parts.push({ from, to: i, bound: Math.max(...sums) });
			from = i;
			sums = sizes;
		} else sums = more;
		if (sums.some((sum) => sum >= limit))
			throw badModel(
				`The layer at ${quoted(layer.output)} has a kernel too large for exact sums in float32.`,
			);
	}
	parts.push({ from, to: inputs, bound: Math.max(0, ...sums) });
	if (parts.length > 1 && layer.kind === "conv" && layer.groups > 1)
		throw badModel(`The grouped Conv at ${quoted(layer.output)} is too large for exact sums.`);
	return parts;
}

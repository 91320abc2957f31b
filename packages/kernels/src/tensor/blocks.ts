import { byteLengthOf, elementCount, type TensorBytes } from "@tabgrid/protocol";
import { numbersOf } from "./views.ts";

/** Elements at a time: enough to be fast, little enough to stay in a processor's cache. */
const blockElements = 8_192;

/**
 * A numeric tensor's elements `from` to before `to` as numbers, like `numbersOf` of the whole. Copies
 * at most these: float16, 64-bit integers, and what lies at an odd address.
 */
export function numbersBetween(tensor: TensorBytes, from: number, to: number): ArrayLike<number> {
	const size = byteLengthOf(tensor.dtype, [1]) ?? 1;
	const { dtype, data } = tensor;
	return numbersOf({ dtype, dims: [to - from], data: data.subarray(from * size, to * size) });
}

/** The same stretch of two tensors. */
export interface BlockPair {
	/** Place of its first element. */
	readonly start: number;
	readonly a: ArrayLike<number>;
	readonly b: ArrayLike<number>;
}

/**
 * Two numeric tensors of one shape side by side, a stretch at a time, so that neither is copied whole.
 * @param width stretches hold whole rows of so many elements
 */
export function* blockPairs(a: TensorBytes, b: TensorBytes, width = 1): Generator<BlockPair> {
	const count = elementCount(a.dims);
	const step = Math.max(1, Math.floor(blockElements / Math.max(1, width))) * Math.max(1, width);
	for (let start = 0; start < count; start += step) {
		const end = Math.min(start + step, count);
		yield { start, a: numbersBetween(a, start, end), b: numbersBetween(b, start, end) };
	}
}

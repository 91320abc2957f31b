import { elementCount, TabgridError, type TensorBytes } from "@tabgrid/protocol";
import { isNumeric, numbersOf, tensorOf } from "../tensor/views.ts";
import { mix } from "./mix.ts";

/** Shape of a sketch. */
export const sketchSize = {
	/** Sums that stand for one row. */
	sums: 64,
	/** Rows (groups of neighbouring rows where a tensor has more) at most. */
	rows: 128,
	/** Values that are kept as they are: a sketch of so few would save nothing. */
	whole: 1024,
} as const;

/**
 * Values from here up, and those that aren't finite, count as nothing in a sketch: what masks a score
 * (−1e9, −∞) is no evidence, and would drown what is.
 */
const masked = 1e8;

/**
 * What is attested of a piece of evidence. Small tensors stay as they are. Of larger ones each row (by
 * axis 0) becomes 64 sums: every element is added to one of them, with a sign; which and with what sign
 * is drawn by a hash of its place. That is the count sketch of Charikar, Chen and Farach-Colton (2002):
 * the expected squared distance of two sketches is that of the tensors, with a relative standard
 * deviation of √(2/64) = 18 % a row at most. Sums are in double, rounded once.
 * @returns float32 [rows, 64], rows 128 at most; or the tensor itself.
 * @throws TabgridError MODEL_FAILED for a tensor of no numbers.
 */
export function sketchOf(name: string, tensor: TensorBytes): TensorBytes {
	if (!isNumeric(tensor.dtype))
		throw new TabgridError("MODEL_FAILED", `The evidence "${name}" is no tensor of numbers.`);
	const count = elementCount(tensor.dims);
	const { sums, whole } = sketchSize;
	if (count <= whole) return tensor;
	const all = tensor.dims.length < 2 ? 1 : (tensor.dims[0] ?? 1);
	const grouped = Math.ceil(all / sketchSize.rows);
	const rows = Math.ceil(all / grouped);
	if (rows * sums >= count) return tensor;
	const width = (count / all) * grouped;
	const values = numbersOf(tensor);
	const sketch = new Float32Array(rows * sums);
	const row = new Float64Array(sums);
	for (let at = 0; at < rows; at++) {
		row.fill(0);
		const from = at * width;
		const end = Math.min(width, count - from);
		for (let index = 0; index < end; index++) {
			const value = values[from + index] ?? 0;
			if (!(Math.abs(value) < masked)) continue;
			const drawn = mix(index);
			const place = drawn & (sums - 1);
			row[place] = (row[place] ?? 0) + (drawn & 0x8000_0000 ? -value : value);
		}
		sketch.set(row, at * sums);
	}
	return tensorOf("float32", [rows, sums], sketch);
}

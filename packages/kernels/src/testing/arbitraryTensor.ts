import {
	byteLengthOf,
	type Dtype,
	dtypes,
	elementCount,
	type TensorBytes,
} from "@tabgrid/protocol";
import * as fc from "fast-check";
import { stringBytes } from "../tensor/views.ts";

const arbitraryDims = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 0, maxLength: 3 });

/** For tests: a tensor of a type and shape with any bytes that are valid for it. */
export function arbitraryTensorOf(
	dtype: Dtype,
	dims: readonly number[],
): fc.Arbitrary<TensorBytes> {
	const count = elementCount(dims);
	if (dtype === "string")
		return fc
			.array(
				fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")),
				{
					minLength: count,
					maxLength: count,
				},
			)
			.map((strings) => ({ dtype, dims, data: stringBytes(strings) }));
	const length = byteLengthOf(dtype, dims) ?? 0;
	return fc
		.uint8Array({ minLength: length, maxLength: length, max: dtype === "bool" ? 1 : 255 })
		.map((data) => {
			// The unused half of the last byte of packed tensors is 0.
			if ((dtype === "int4" || dtype === "uint4") && count % 2 === 1)
				data[length - 1] = (data[length - 1] ?? 0) & 0xf;
			return { dtype, dims, data };
		});
}

/** For tests: a tensor of any type, with rank 0 to 3 unless `dims` says otherwise. */
export const arbitraryTensor = (
	dims: fc.Arbitrary<readonly number[]> = arbitraryDims,
	types: readonly Dtype[] = dtypes,
): fc.Arbitrary<TensorBytes> =>
	fc
		.tuple(fc.constantFrom(...types), dims)
		.chain(([dtype, shape]) => arbitraryTensorOf(dtype, shape));

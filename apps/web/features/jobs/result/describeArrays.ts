import { numbersOf, readNpz, stringsOf } from "@tabgrid/kernels";
import type { TensorBytes } from "@tabgrid/protocol";

/** An array of a result, in words. */
export interface ArrayDescription {
	readonly name: string;
	readonly dtype: string;
	/** `64 × 10`, or `scalar`. */
	readonly shape: string;
	/** The first few values, apart by commas. */
	readonly first: string;
}

const values = 6;

/**
 * What a .npz archive holds.
 * @throws TabgridError BAD_INPUT when it is none.
 */
export function describeArrays(bytes: Uint8Array): ArrayDescription[] {
	const firstValues = (tensor: TensorBytes): string => {
		if (tensor.dtype === "string") return stringsOf(tensor).slice(0, values).join(", ");
		const numbers = numbersOf(tensor);
		return Array.from({ length: Math.min(values, numbers.length) }, (_, index) =>
			String(Number((numbers[index] ?? 0).toPrecision(6))),
		).join(", ");
	};
	return Object.entries(readNpz(bytes, "The result")).map(([name, tensor]) => ({
		name,
		dtype: tensor.dtype,
		shape: tensor.dims.length === 0 ? "scalar" : tensor.dims.join(" × "),
		first: firstValues(tensor),
	}));
}

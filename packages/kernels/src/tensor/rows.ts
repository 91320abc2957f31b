import { byteLengthOf, elementCount, TabgridError, type TensorBytes } from "@tabgrid/protocol";
import { packNibbles, unpackNibbles } from "./nibbles.ts";
import { stringBytes, stringsOf } from "./views.ts";

/** Rows of a tensor: its size along axis 0. 0 for a scalar, which has none. */
export const rowsOf = ({ dims }: Pick<TensorBytes, "dims">): number => dims[0] ?? 0;

/** Rows `from` to `to` (not included), all other axes whole. A view of the same bytes if possible. */
export function sliceRows(tensor: TensorBytes, from: number, to: number): TensorBytes {
	const { dtype, dims } = tensor;
	const width = elementCount(dims.slice(1));
	const sliced = [to - from, ...dims.slice(1)];
	if (dtype === "string")
		return {
			dtype,
			dims: sliced,
			data: stringBytes(stringsOf(tensor).slice(from * width, to * width)),
		};
	if (isPacked(tensor) && width % 2 === 1)
		return {
			dtype,
			dims: sliced,
			data: packNibbles(nibbles(tensor).subarray(from * width, to * width)),
		};
	const rowBytes = byteLengthOf(dtype, dims.slice(1)) ?? 0;
	return { dtype, dims: sliced, data: tensor.data.subarray(from * rowBytes, to * rowBytes) };
}

/**
 * Tensors of one dtype and equal axes but the first, one below the other.
 * @throws TabgridError BAD_INPUT when they don't fit, or there are none.
 */
export function concatRows(tensors: readonly TensorBytes[]): TensorBytes {
	const [first] = tensors;
	if (!first || tensors.some((tensor) => !fits(tensor, first)))
		throw new TabgridError(
			"BAD_INPUT",
			`Tensors of different kinds can't be joined: ${tensors.map((tensor) => `${tensor.dtype}[${tensor.dims.join(", ")}]`).join(", ")}.`,
		);
	const { dtype, dims } = first;
	const rows = tensors.reduce((sum, tensor) => sum + rowsOf(tensor), 0);
	const joined = [rows, ...dims.slice(1)];
	if (dtype === "string")
		return { dtype, dims: joined, data: stringBytes(tensors.flatMap(stringsOf)) };
	if (isPacked(first) && elementCount(dims.slice(1)) % 2 === 1)
		return {
			dtype,
			dims: joined,
			data: packNibbles(tensors.flatMap((tensor) => Array.from(nibbles(tensor)))),
		};
	const data = new Uint8Array(tensors.reduce((sum, tensor) => sum + tensor.data.length, 0));
	let at = 0;
	for (const tensor of tensors) {
		data.set(tensor.data, at);
		at += tensor.data.length;
	}
	return { dtype, dims: joined, data };
}

/** The tensor made `rows` long by repeating its last row. */
export function padRows(tensor: TensorBytes, rows: number): TensorBytes {
	const present = rowsOf(tensor);
	if (present >= rows) return tensor;
	const last = sliceRows(tensor, present - 1, present);
	return concatRows([tensor, ...Array.from({ length: rows - present }, () => last)]);
}

const isPacked = ({ dtype }: TensorBytes) => dtype === "int4" || dtype === "uint4";
const nibbles = ({ dtype, dims, data }: TensorBytes) =>
	unpackNibbles(data, elementCount(dims), dtype === "int4");

function fits(tensor: TensorBytes, first: TensorBytes): boolean {
	return (
		tensor.dtype === first.dtype &&
		tensor.dims.length === first.dims.length &&
		tensor.dims.length > 0 &&
		tensor.dims.slice(1).every((dim, axis) => dim === first.dims[axis + 1])
	);
}

import { type Dtype, TabgridError, type TensorBytes } from "@tabgrid/protocol";
import { z } from "zod";
import { halfToNumber } from "./half.ts";

type ArrayMaker<A> = {
	new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
	readonly BYTES_PER_ELEMENT: number;
};

/**
 * The bytes as a typed array; copied first when they don't start where its elements may. Not by
 * `slice`: bytes from a socket are a Node Buffer, whose `slice` copies nothing.
 */
function viewAs<A>(data: Uint8Array, make: ArrayMaker<A>): A {
	const aligned = data.byteOffset % make.BYTES_PER_ELEMENT === 0 ? data : new Uint8Array(data);
	return new make(
		aligned.buffer,
		aligned.byteOffset,
		Math.floor(aligned.byteLength / make.BYTES_PER_ELEMENT),
	);
}

export type ElementArray =
	| Float32Array
	| Float64Array
	| Int8Array
	| Uint8Array
	| Int16Array
	| Uint16Array
	| Int32Array
	| Uint32Array
	| BigInt64Array
	| BigUint64Array;

/**
 * A tensor's elements in the array type that onnxruntime-web takes: float16 as its bits in a
 * Uint16Array, bool and the packed 4-bit types as bytes.
 * @throws TabgridError BAD_INPUT for strings, which have no such array: see {@link stringsOf}.
 */
export function elementsOf({ dtype, data }: TensorBytes): ElementArray {
	switch (dtype) {
		case "float32":
			return viewAs(data, Float32Array);
		case "float64":
			return viewAs(data, Float64Array);
		case "float16":
		case "uint16":
			return viewAs(data, Uint16Array);
		case "int8":
			return viewAs(data, Int8Array);
		case "int16":
			return viewAs(data, Int16Array);
		case "int32":
			return viewAs(data, Int32Array);
		case "uint32":
			return viewAs(data, Uint32Array);
		case "int64":
			return viewAs(data, BigInt64Array);
		case "uint64":
			return viewAs(data, BigUint64Array);
		case "uint8":
		case "bool":
		case "int4":
		case "uint4":
			return viewAs(data, Uint8Array);
		case "string":
			throw new TabgridError("BAD_INPUT", "A string tensor has no element array.");
	}
}

const Strings = z.array(z.string());

/**
 * The elements of a string tensor.
 * @throws TabgridError BAD_INPUT when its bytes are no JSON array of as many strings as its shape asks.
 */
export function stringsOf({ dims, data }: TensorBytes): string[] {
	let json: unknown;
	try {
		json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
	} catch (cause) {
		throw new TabgridError("BAD_INPUT", "A string tensor's bytes are no JSON.", { cause });
	}
	const strings = Strings.safeParse(json);
	const count = dims.reduce((product, dim) => product * dim, 1);
	if (!strings.success || strings.data.length !== count)
		throw new TabgridError("BAD_INPUT", `A string tensor doesn't hold ${count} strings.`);
	return strings.data;
}

/** A string tensor's bytes. */
export function stringBytes(strings: readonly string[]): Uint8Array {
	return new TextEncoder().encode(JSON.stringify(strings));
}

/** The bytes of a typed array, without a copy. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
	return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** A tensor over a typed array's bytes, without a copy; the caller picks a dtype that fits. */
export function tensorOf(
	dtype: Dtype,
	dims: readonly number[],
	elements: ArrayBufferView,
): TensorBytes {
	return { dtype, dims, data: bytesOf(elements) };
}

/** Whether values of a type can be measured against each other (not bool, string or packed). */
export function isNumeric(dtype: Dtype): boolean {
	return dtype !== "bool" && dtype !== "string" && dtype !== "int4" && dtype !== "uint4";
}

/** Whether a type is a floating-point one. */
export function isFloat(dtype: Dtype): boolean {
	return dtype === "float32" || dtype === "float64" || dtype === "float16";
}

/** A numeric tensor's values as numbers; 64-bit integers beyond 2^53 are rounded. */
export function numbersOf(tensor: TensorBytes): ArrayLike<number> {
	const elements = elementsOf(tensor);
	if (elements instanceof BigInt64Array || elements instanceof BigUint64Array)
		return Float64Array.from(elements, Number);
	if (tensor.dtype === "float16") return Float32Array.from(elements, halfToNumber);
	return elements;
}

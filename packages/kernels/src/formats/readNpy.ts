import { elementCount, TabgridError, type TensorBytes } from "@tabgrid/protocol";
import { stringBytes } from "../tensor/views.ts";
import { type NpyType, parseDescriptor } from "./npyTypes.ts";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

const mostEmptyTexts = 1_000_000;

/**
 * Reads a NumPy array file, versions 1 to 3, C or Fortran order, either byte order; text arrays (`U`
 * and `S`) become string tensors. Format: numpy.lib.format.
 * @param label names the file in errors.
 * @throws TabgridError BAD_INPUT for anything else, pickled objects and records among it.
 */
export function readNpy(bytes: Uint8Array, label = "The file"): TensorBytes {
	const bad = (why: string) => new TabgridError("BAD_INPUT", `${label} can't be read: ${why}.`);
	if (bytes.length < 10 || magic.some((byte, index) => bytes[index] !== byte))
		throw bad("it is no .npy array");
	const version = bytes[6] ?? 0;
	if (version < 1 || version > 3) throw bad(`its .npy version ${version} is unknown`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const lengthBytes = version === 1 ? 2 : 4;
	const headerStart = 8 + lengthBytes;
	if (bytes.length < headerStart) throw bad("it is cut off");
	const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
	const start = headerStart + length;
	if (length > 1_000_000 || start > bytes.length) throw bad("its header is cut off");
	const header = new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(
		bytes.subarray(headerStart, start),
	);
	const { descriptor, fortran, dims } = parseHeader(header, bad);
	const type = parseDescriptor(descriptor);
	if (!type)
		throw bad(
			descriptor.includes("O")
				? "it holds Python objects; save plain numbers"
				: `its type ${descriptor} isn't supported`,
		);
	const count = elementCount(dims);
	// Text of no length takes no bytes, however many there are.
	const weightless = type.size === 0 && count > mostEmptyTexts;
	if (weightless || !Number.isSafeInteger(count * type.size)) throw bad("its shape is too large");
	if (bytes.length - start !== count * type.size)
		throw bad(`it has ${bytes.length - start} bytes of data, its shape needs ${count * type.size}`);
	let data = bytes.slice(start);
	if (type.bigEndian) reverseBytes(data, type.text === "utf32" ? 4 : type.size);
	if (fortran && dims.length > 1) data = toRowMajor(data, dims, type.size);
	return {
		dtype: type.dtype,
		dims,
		data: type.text ? stringBytes(readText(data, count, type, bad)) : data,
	};
}

interface NpyHeader {
	readonly descriptor: string;
	readonly fortran: boolean;
	readonly dims: number[];
}

/** The header is a Python dict literal of three known keys. */
function parseHeader(text: string, bad: (why: string) => TabgridError): NpyHeader {
	if (/'descr':\s*\[/.test(text)) throw bad("it holds records; save one array of numbers");
	const descriptor = /'descr':\s*'([^']*)'/.exec(text)?.[1];
	const fortran = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
	const shape = /'shape':\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
	if (descriptor === undefined || fortran === undefined || shape === undefined)
		throw bad("its header isn't understood");
	const dims = shape
		.split(",")
		.map((dim) => dim.trim().replace(/L$/, ""))
		.filter((dim) => dim !== "")
		.map(Number);
	if (dims.length > 16 || dims.some((dim) => !Number.isSafeInteger(dim)))
		throw bad("its shape isn't understood");
	return { descriptor, fortran: fortran === "True", dims };
}

function reverseBytes(data: Uint8Array, size: number): void {
	if (size > 1)
		for (let at = 0; at + size <= data.length; at += size) data.subarray(at, at + size).reverse();
}

/** From first axis fastest to last axis fastest. */
function toRowMajor(
	data: Uint8Array<ArrayBuffer>,
	dims: readonly number[],
	size: number,
): Uint8Array<ArrayBuffer> {
	const result = new Uint8Array(data.length);
	const index = dims.map(() => 0);
	const strides: number[] = [];
	dims.reduce((stride, dim) => {
		strides.push(stride);
		return stride * dim;
	}, 1);
	let from = 0;
	for (let to = 0; to < result.length; to += size) {
		for (let byte = 0; byte < size; byte++) result[to + byte] = data[from * size + byte] ?? 0;
		for (let axis = dims.length - 1; axis >= 0; axis--) {
			const next = (index[axis] ?? 0) + 1;
			const stride = strides[axis] ?? 0;
			if (next < (dims[axis] ?? 0)) {
				index[axis] = next;
				from += stride;
				break;
			}
			from -= stride * (next - 1);
			index[axis] = 0;
		}
	}
	return result;
}

function readText(
	data: Uint8Array,
	count: number,
	{ size, text }: NpyType,
	bad: (why: string) => TabgridError,
): string[] {
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	return Array.from({ length: count }, (_, item) => {
		const start = item * size;
		if (text === "bytes")
			return new TextDecoder("latin1")
				.decode(data.subarray(start, start + size))
				.replace(/\0+$/, "");
		let result = "";
		for (let at = start; at < start + size; at += 4) {
			const point = view.getUint32(at, true);
			if (point > 0x10ffff) throw bad("it holds text that isn't Unicode");
			result += String.fromCodePoint(point);
		}
		return result.replace(/\0+$/, "");
	});
}

import { z } from "zod";
import { canonicalJson } from "./canonicalJson.ts";
import { parseOrThrow } from "./errors.ts";
import { TabgridError } from "./tabgridError.ts";

/**
 * Element types of onnxruntime-web. float16 travels as its 16 bits; bool as one byte; int4 and uint4
 * as onnxruntime packs them, two a byte; strings as a JSON array of strings.
 */
export const dtypes = [
	"float32",
	"float64",
	"float16",
	"int8",
	"uint8",
	"int16",
	"uint16",
	"int32",
	"uint32",
	"int64",
	"uint64",
	"bool",
	"int4",
	"uint4",
	"string",
] as const;
export const Dtype = z.enum(dtypes);
export type Dtype = z.infer<typeof Dtype>;

/** A named tensor's bytes, little-endian, row-major. */
export interface TensorBytes {
	readonly dtype: Dtype;
	readonly dims: readonly number[];
	readonly data: Uint8Array;
}

/** Tensors by name: a shard's input or output. */
export type TensorBundle = Readonly<Record<string, TensorBytes>>;

const Header = z.record(
	z.string().min(1).max(200),
	z.strictObject({
		dtype: Dtype,
		dims: z
			.array(
				z
					.int()
					.min(0)
					.max(2 ** 31),
			)
			.max(16),
		/** First byte and the byte after the last, counted from the end of the header. */
		range: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
	}),
);

const magic = [0x54, 0x47, 0x42, 0x31]; // "TGB1"
const headerLimit = 1024 * 1024;
const alignment = 8;

const elementBits: Record<Exclude<Dtype, "string">, number> = {
	float32: 32,
	float64: 64,
	float16: 16,
	int8: 8,
	uint8: 8,
	int16: 16,
	uint16: 16,
	int32: 32,
	uint32: 32,
	int64: 64,
	uint64: 64,
	bool: 8,
	int4: 4,
	uint4: 4,
};

/** Number of elements of a shape; 1 for a scalar. */
export function elementCount(dims: readonly number[]): number {
	return dims.reduce((product, dim) => product * dim, 1);
}

/** Bytes that a tensor of this type and shape takes; undefined for strings, whose size is free. */
export function byteLengthOf(dtype: Dtype, dims: readonly number[]): number | undefined {
	if (dtype === "string") return undefined;
	return Math.ceil((elementCount(dims) * elementBits[dtype]) / 8);
}

const align = (offset: number) => Math.ceil(offset / alignment) * alignment;

/**
 * Encodes tensors so that equal tensors give equal bytes, and so equal digests: "TGB1", the header's
 * length as uint32 little-endian, the header as canonical JSON padded with spaces to 8 bytes, then
 * each tensor in name order at a multiple of 8 bytes. (Modelled on safetensors, with a canonical
 * header and the types that safetensors lacks.)
 * @throws TabgridError BAD_INPUT when a tensor's bytes don't fit its shape.
 */
export function encodeBundle(bundle: TensorBundle): Uint8Array<ArrayBuffer> {
	const names = Object.keys(bundle).sort();
	const header: z.infer<typeof Header> = {};
	let offset = 0;
	for (const name of names) {
		const tensor = bundle[name];
		if (tensor === undefined) continue;
		checkSize(name, tensor);
		header[name] = {
			dtype: tensor.dtype,
			dims: [...tensor.dims],
			range: [offset, offset + tensor.data.byteLength],
		};
		offset = align(offset + tensor.data.byteLength);
	}
	const text = new TextEncoder().encode(canonicalJson(parseOrThrow(Header, header, "BAD_INPUT")));
	const headerLength = align(8 + text.length) - 8;
	const bytes = new Uint8Array(8 + headerLength + offset);
	bytes.set(magic, 0);
	new DataView(bytes.buffer).setUint32(4, headerLength, true);
	bytes.fill(0x20, 8, 8 + headerLength);
	bytes.set(text, 8);
	for (const name of names) {
		const tensor = bundle[name];
		const range = header[name]?.range;
		if (tensor && range) bytes.set(tensor.data, 8 + headerLength + range[0]);
	}
	return bytes;
}

/**
 * Decodes a bundle. Each tensor's data is an aligned view where the input allows, else a copy.
 * @throws TabgridError BAD_INPUT when the bytes are no bundle, or a range or size is off.
 */
export function decodeBundle(bytes: Uint8Array): TensorBundle {
	const bad = (why: string) => new TabgridError("BAD_INPUT", `Not a tensor bundle: ${why}.`);
	if (bytes.byteLength < 8 || magic.some((byte, index) => bytes[index] !== byte))
		throw bad("it does not begin with TGB1");
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const headerLength = view.getUint32(4, true);
	if (headerLength > headerLimit) throw bad("its header is over 1 MiB");
	const start = 8 + headerLength;
	if (start > bytes.byteLength) throw bad("its header is cut off");
	let json: unknown;
	try {
		json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, start)));
	} catch {
		throw bad("its header is no JSON");
	}
	const header = parseOrThrow(Header, json, "BAD_INPUT");
	const bundle: Record<string, TensorBytes> = {};
	for (const [name, { dtype, dims, range }] of Object.entries(header)) {
		const [from, to] = range;
		if (from > to || start + to > bytes.byteLength) throw bad(`"${name}" lies outside of it`);
		const slice = bytes.subarray(start + from, start + to);
		const data = slice.byteOffset % alignment === 0 ? slice : new Uint8Array(slice);
		const tensor = { dtype, dims, data };
		checkSize(name, tensor);
		bundle[name] = tensor;
	}
	return bundle;
}

function checkSize(name: string, { dtype, dims, data }: TensorBytes): void {
	const expected = byteLengthOf(dtype, dims);
	if (expected !== undefined && expected !== data.byteLength)
		throw new TabgridError(
			"BAD_INPUT",
			`Tensor "${name}" has ${data.byteLength} bytes; ${dtype}[${dims.join(", ")}] needs ${expected}.`,
		);
}

import { elementCount, type TensorBytes } from "@tabgrid/protocol";
import { unpackNibbles } from "../tensor/nibbles.ts";
import { bytesOf, stringsOf } from "../tensor/views.ts";
import { descriptorOf } from "./npyTypes.ts";

/**
 * A NumPy array file, version 1.0 (2.0 for a header over 64 KiB), C order, little-endian. Strings
 * become fixed-length text (`<U…`); NumPy has no 4-bit integers, so those become 8-bit ones.
 */
export function writeNpy(tensor: TensorBytes): Uint8Array<ArrayBuffer> {
	const { descriptor, data } = stored(tensor);
	const { dims } = tensor;
	const shape = dims.length === 1 ? `${dims[0]},` : dims.join(", ");
	const text = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': (${shape}), }`;
	const long = text.length > 65_000;
	const lengthAt = 8;
	const headerAt = lengthAt + (long ? 4 : 2);
	// The data begins at a multiple of 64, after spaces and a line feed.
	const start = Math.ceil((headerAt + text.length + 1) / 64) * 64;
	const bytes = new Uint8Array(start + data.length);
	bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, long ? 2 : 1, 0]);
	const view = new DataView(bytes.buffer);
	if (long) view.setUint32(lengthAt, start - headerAt, true);
	else view.setUint16(lengthAt, start - headerAt, true);
	bytes.fill(0x20, headerAt, start);
	bytes.set(new TextEncoder().encode(text), headerAt);
	bytes[start - 1] = 0x0a;
	bytes.set(data, start);
	return bytes;
}

function stored(tensor: TensorBytes): { descriptor: string; data: Uint8Array } {
	const { dtype, dims } = tensor;
	if (dtype === "string") return storedText(stringsOf(tensor));
	if (dtype === "int4" || dtype === "uint4") {
		const values = unpackNibbles(tensor.data, elementCount(dims), dtype === "int4");
		return { descriptor: dtype === "int4" ? "|i1" : "|u1", data: bytesOf(values) };
	}
	return { descriptor: descriptorOf(dtype) ?? "|V1", data: tensor.data };
}

function storedText(strings: readonly string[]): { descriptor: string; data: Uint8Array } {
	const points = strings.map((text) => Array.from(text, (char) => char.codePointAt(0) ?? 0));
	const length = points.reduce((most, list) => Math.max(most, list.length), 1);
	const data = new Uint8Array(strings.length * length * 4);
	const view = new DataView(data.buffer);
	points.forEach((list, item) => {
		list.forEach((point, place) => {
			view.setUint32((item * length + place) * 4, point, true);
		});
	});
	return { descriptor: `<U${length}`, data };
}

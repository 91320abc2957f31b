import { dtypes, type TensorBytes } from "@tabgrid/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numbersOf, stringsOf, tensorOf } from "../tensor/views.ts";
import { arbitraryTensor } from "../testing/arbitraryTensor.ts";
import { readNpy } from "./readNpy.ts";
import { writeNpy } from "./writeNpy.ts";

/** A .npy file written by hand, to check against NumPy's format and not against our own writer. */
function npyFile(header: string, data: ArrayLike<number>, version = 1): Uint8Array {
	const text = new TextEncoder().encode(header);
	const wide = version > 1;
	const bytes = new Uint8Array((wide ? 12 : 10) + text.length + data.length);
	bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), version, 0]);
	const view = new DataView(bytes.buffer);
	if (wide) view.setUint32(8, text.length, true);
	else view.setUint16(8, text.length, true);
	bytes.set(text, wide ? 12 : 10);
	bytes.set(data, (wide ? 12 : 10) + text.length);
	return bytes;
}

const header = (descr: string, shape: string, fortran = false) =>
	`{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${shape}, }\n`;

const plain = (tensor: TensorBytes) => ({ ...tensor, data: Array.from(tensor.data) });

describe("writing and reading .npy", () => {
	it("gives back every type and shape that NumPy has", () => {
		const known = dtypes.filter((dtype) => dtype !== "int4" && dtype !== "uint4");
		fc.assert(
			fc.property(arbitraryTensor(undefined, known), (tensor) => {
				expect(plain(readNpy(writeNpy(tensor)))).toEqual(plain(tensor));
			}),
		);
	});

	it("aligns the data to 64 bytes and ends the header with a line feed", () => {
		fc.assert(
			fc.property(arbitraryTensor(), (tensor) => {
				const bytes = writeNpy(tensor);
				const start = 10 + new DataView(bytes.buffer).getUint16(8, true);
				expect(start % 64).toBe(0);
				expect(bytes[start - 1]).toBe(0x0a);
			}),
		);
	});

	it("widens 4-bit integers to 8 bits", () => {
		const signed: TensorBytes = { dtype: "int4", dims: [3], data: Uint8Array.of(0x8f, 0x07) };
		const read = readNpy(writeNpy(signed));
		expect(read.dtype).toBe("int8");
		expect(Array.from(numbersOf(read))).toEqual([-1, -8, 7]);
	});
});

describe("reading .npy", () => {
	it("reads versions 1, 2 and 3", () => {
		for (const version of [1, 2, 3]) {
			const read = readNpy(npyFile(header("|u1", "(2, 1)"), [5, 6], version));
			expect(plain(read)).toEqual({ dtype: "uint8", dims: [2, 1], data: [5, 6] });
		}
	});

	it("turns Fortran order into rows", () => {
		// [[1, 2, 3], [4, 5, 6]] column by column.
		const read = readNpy(npyFile(header("|i1", "(2, 3)", true), [1, 4, 2, 5, 3, 6]));
		expect(Array.from(read.data)).toEqual([1, 2, 3, 4, 5, 6]);
		const cube = Array.from({ length: 24 }, (_, i) => i);
		const columns = cube.map(
			(_, i) => (i % 2) * 12 + (Math.floor(i / 2) % 3) * 4 + Math.floor(i / 6),
		);
		const read3 = readNpy(npyFile(header("|u1", "(2, 3, 4)", true), columns));
		expect(Array.from(read3.data)).toEqual(cube);
	});

	it("turns big-endian numbers round", () => {
		const read = readNpy(npyFile(header(">i4", "(2,)"), [0, 0, 1, 2, 0xff, 0xff, 0xff, 0xfe]));
		expect(Array.from(numbersOf(read))).toEqual([258, -2]);
	});

	it("reads scalars, empty arrays and text", () => {
		expect(readNpy(npyFile(header("<f4", "()"), [0, 0, 0x80, 0x3f])).dims).toEqual([]);
		expect(readNpy(npyFile(header("<f8", "(0, 3)"), [])).dims).toEqual([0, 3]);
		const unicode = npyFile(
			header("<U2", "(2,)"),
			[0xe9, 0, 0, 0, 0x41, 0, 0, 0, 0x42, 0, 0, 0, 0, 0, 0, 0],
		);
		expect(stringsOf(readNpy(unicode))).toEqual(["éA", "B"]);
		const bytes = npyFile(header("|S3", "(2,)"), [0x61, 0x62, 0x63, 0x64, 0, 0]);
		expect(stringsOf(readNpy(bytes))).toEqual(["abc", "d"]);
	});

	it("says what is wrong with a file that it can't read", () => {
		const short = npyFile(header("<f4", "(3,)"), [0, 0, 0, 0]);
		expect(() => readNpy(short, '"x.npy"')).toThrow(/"x.npy".*4 bytes of data.*needs 12/);
		expect(() => readNpy(npyFile(header("|O", "(1,)"), [0]))).toThrow(/Python objects/);
		expect(() => readNpy(npyFile("{'descr': [('a', '<f4')], }", []))).toThrow(/records/);
		expect(() => readNpy(npyFile(header("<c8", "(1,)"), []))).toThrow(/type <c8/);
		expect(() => readNpy(npyFile(header("|u1", "(1,)"), [1], 9))).toThrow(/version 9/);
		expect(() => readNpy(npyFile("{'shape': (1,)}", [1]))).toThrow(/header isn't understood/);
		expect(() => readNpy(new Uint8Array(3))).toThrow(/no .npy/);
		const tooLarge = /shape is too large/;
		for (const shape of ["(4000000000,)", "(9007199254740991, 9007199254740991)"]) {
			expect(() => readNpy(npyFile(header("|S0", shape), []))).toThrow(tooLarge);
			expect(() => readNpy(npyFile(header("<U0", shape), []))).toThrow(tooLarge);
		}
		expect(() => readNpy(npyFile(header("<f4", "(9007199254740991, 4)"), []))).toThrow(tooLarge);
		expect(() => readNpy(npyFile(header("<f4", "(-1,)"), []))).toThrow(/header isn't understood/);
	});

	it("throws nothing but its own errors on damaged files", () => {
		const file = writeNpy(tensorOf("float32", [2, 2], Float32Array.of(1, 2, 3, 4)));
		fc.assert(
			fc.property(fc.nat(file.length - 1), fc.nat(255), fc.nat(file.length), (at, byte, length) => {
				const damaged = file.slice(0, length);
				damaged[at] = byte;
				try {
					readNpy(damaged);
				} catch (error) {
					expect(error).toMatchObject({ name: "TabgridError", code: "BAD_INPUT" });
				}
			}),
		);
	});
});

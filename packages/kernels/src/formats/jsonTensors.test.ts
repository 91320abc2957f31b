import { byteLengthOf, Dtype, type TensorBytes } from "@tabgrid/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementsOf, numbersOf, stringBytes, stringsOf } from "../tensor/views.ts";
import { readJsonTensors } from "./jsonTensors.ts";
import { jsonTensorsOf } from "./writeJsonTensors.ts";

const read = (dtype: string, data: unknown[], dims = [data.length]) => {
	const { x } = readJsonTensors(JSON.stringify({ x: { dtype, dims, data } }));
	if (!x) throw new Error("no tensor x");
	return x;
};

describe("JSON tensors", () => {
	it("reads every type", () => {
		expect(Array.from(numbersOf(read("float32", [0.5, "NaN", "-Infinity"])))).toEqual([
			0.5,
			Number.NaN,
			Number.NEGATIVE_INFINITY,
		]);
		expect(Array.from(numbersOf(read("float64", [0.1])))).toEqual([0.1]);
		expect(Array.from(numbersOf(read("float16", [1.5])))).toEqual([1.5]);
		for (const dtype of ["int8", "int16", "int32"])
			expect(Array.from(numbersOf(read(dtype, [-5, 7])))).toEqual([-5, 7]);
		for (const dtype of ["uint8", "uint16", "uint32"])
			expect(Array.from(numbersOf(read(dtype, [200, 0])))).toEqual([200, 0]);
		expect([...elementsOf(read("int64", ["-9223372036854775808", 3]))]).toEqual([-(2n ** 63n), 3n]);
		expect([...elementsOf(read("uint64", ["18446744073709551615"]))]).toEqual([2n ** 64n - 1n]);
		expect(Array.from(read("bool", [true, 0, 1]).data)).toEqual([1, 0, 1]);
		expect(Array.from(read("int4", [-8, 7, -1]).data)).toEqual([0x78, 0x0f]);
		expect(Array.from(read("uint4", [15, 1]).data)).toEqual([0x1f]);
		expect(stringsOf(read("string", ["a", ""]))).toEqual(["a", ""]);
	});

	it("names the value that doesn't fit its type", () => {
		expect(() => read("uint8", [1, 256])).toThrow("x[1] is 256, not an integer of 8 bits.");
		expect(() => read("int8", [-129])).toThrow(/x\[0\]/);
		expect(() => read("int32", [0.5])).toThrow(/integer of 32 bits/);
		expect(() => read("uint64", ["18446744073709551616"])).toThrow(/integer of 64 bits/);
		expect(() => read("int64", ["ten"])).toThrow(/integer of 64 bits/);
		expect(() => read("float32", ["ten"])).toThrow(/not a number/);
		expect(() => read("string", [1])).toThrow(/not a string/);
	});

	it("names what doesn't fit the format", () => {
		expect(() => readJsonTensors("{")).toThrow(/no JSON/);
		expect(() => read("float32", [1], [2])).toThrow('"x" has 1 values; [2] needs 2.');
		expect(() => read("complex64", [1])).toThrow(/x.dtype/);
	});

	it("are read as they were written, whatever their type", () => {
		const tensor = fc
			.tuple(fc.constantFrom(...Dtype.options), fc.array(fc.nat(3), { maxLength: 3 }))
			.chain(([dtype, dims]): fc.Arbitrary<TensorBytes> => {
				const bytes = byteLengthOf(dtype, dims);
				const count = dims.reduce((product, dim) => product * dim, 1);
				if (bytes === undefined)
					return fc
						.array(fc.string({ unit: "grapheme" }), { minLength: count, maxLength: count })
						.map((strings) => ({ dtype, dims, data: stringBytes(strings) }));
				const byte = dtype === "bool" ? fc.nat(1) : fc.nat(255);
				return fc
					.array(byte, { minLength: bytes, maxLength: bytes })
					.map((list) => ({ dtype, dims, data: Uint8Array.from(list) }));
			});
		const name = fc.string({ minLength: 1 }).filter((text) => text !== "__proto__");
		fc.assert(
			fc.property(fc.dictionary(name, tensor), (bundle) => {
				const written = JSON.stringify(jsonTensorsOf(bundle));
				expect(JSON.stringify(jsonTensorsOf(readJsonTensors(written)))).toBe(written);
			}),
		);
	});
});

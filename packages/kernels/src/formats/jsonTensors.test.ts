import { describe, expect, it } from "vitest";
import { elementsOf, numbersOf, stringsOf } from "../tensor/views.ts";
import { readJsonTensors } from "./jsonTensors.ts";

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
});

import * as fc from "fast-check";
import { expect, it } from "vitest";
import { halfToNumber, numberToHalf } from "./half.ts";

it("brings every float16 back to its own bits", () => {
	for (let bits = 0; bits < 0x10000; bits++) {
		const value = halfToNumber(bits);
		if (Number.isNaN(value)) expect(halfToNumber(numberToHalf(value))).toBeNaN();
		else if (numberToHalf(value) !== bits)
			expect.fail(`${bits.toString(16)} is ${value}, which is ${numberToHalf(value).toString(16)}`);
	}
});

it("knows the landmarks of the format", () => {
	expect(halfToNumber(0x3c00)).toBe(1);
	expect(halfToNumber(0x7bff)).toBe(65504);
	expect(halfToNumber(0x0001)).toBe(2 ** -24);
	expect(Object.is(halfToNumber(0x8000), -0)).toBe(true);
	expect(numberToHalf(65519)).toBe(0x7bff);
	expect(numberToHalf(65520)).toBe(0x7c00);
	expect(numberToHalf(1 + 2 ** -11)).toBe(0x3c00);
	expect(numberToHalf(1 + 3 * 2 ** -11)).toBe(0x3c02);
});

it("rounds to a nearest float16", () => {
	fc.assert(
		fc.property(fc.double({ min: -65504, max: 65504, noNaN: true }), (value) => {
			const bits = numberToHalf(value);
			const error = Math.abs(halfToNumber(bits) - value);
			for (const neighbour of [bits - 1, bits + 1]) {
				if (neighbour < 0 || neighbour > 0xffff) continue;
				const other = Math.abs(halfToNumber(neighbour) - value);
				if (!Number.isNaN(other)) expect(error).toBeLessThanOrEqual(other);
			}
		}),
	);
});

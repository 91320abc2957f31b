import type { TensorBytes } from "@tabgrid/protocol";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { measureClose } from "../compare/close.ts";
import { tensorOf } from "../tensor/views.ts";
import { sketchOf, sketchSize } from "./sketch.ts";

const tensor = (rows: number, width: number, at: (index: number) => number) =>
	tensorOf(
		"float32",
		[rows, width],
		Float32Array.from({ length: rows * width }, (_, index) => at(index)),
	);
const noise = (seed: number) => (index: number) => Math.sin(index * 78.233 + seed * 3.7) * 2;
/** Relative L2 distance as `close` has it. */
const apart = (a: TensorBytes, b: TensorBytes) =>
	measureClose(a, b, { kind: "close", rtol: 1e9, atol: 1e9, l2: 1 }).distance;
const lossOf = (rows: number, width: number, lie: (index: number) => number, seed: number) => {
	const honest = tensor(rows, width, noise(seed));
	const lying = tensor(rows, width, (index) => noise(seed)(index) + lie(index));
	const whole = apart(honest, lying);
	const sketched = apart(sketchOf("e", honest), sketchOf("e", lying));
	return sketched / whole;
};

it("keeps small tensors as they are, and brings large ones to 64 sums a row, 128 rows at most", () => {
	const small = tensor(8, 128, noise(1));
	expect(sketchOf("e", small)).toBe(small);
	for (const [rows, width, sketched] of [
		[1, 5_000, 1],
		[16, 6_625, 16],
		[128, 500, 128],
		[1_000, 300, 125],
	] as const)
		expect(sketchOf("e", tensor(rows, width, noise(2))).dims).toEqual([sketched, sketchSize.sums]);
	const narrow = tensor(200, 12, noise(3));
	expect(sketchOf("e", narrow)).toBe(narrow);
});

it("shows a lie that is spread over a row at 0.7 to 1.4 of its distance", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
			const loss = lossOf(8, 2_000, (index) => Math.cos(index * 1.7 + seed) * 1e-3, seed);
			expect(loss).toBeGreaterThan(0.7);
			expect(loss).toBeLessThan(1.4);
		}),
		{ numRuns: 30 },
	);
});

it("never loses a lie about a single number, whatever its place", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 15_999 }), (place) => {
			const loss = lossOf(8, 2_000, (index) => (index === place ? 0.5 : 0), 5);
			expect(loss).toBeGreaterThan(0.7);
			expect(loss).toBeLessThan(1.4);
		}),
		{ numRuns: 30 },
	);
});

it("is the same for the same values, and isn't drowned by masked scores", () => {
	const values = tensor(4, 3_000, noise(7));
	expect(sketchOf("e", values)).toEqual(sketchOf("e", new Proxy(values, {})));
	const mask = (index: number) => index % 5 === 0;
	const masked = (by: number) =>
		sketchOf(
			"e",
			tensor(4, 3_000, (index) => (mask(index) ? by : noise(7)(index))),
		);
	expect(masked(Number.NEGATIVE_INFINITY)).toEqual(masked(-1e9));
	expect(masked(Number.NaN)).toEqual(masked(0));
});

it("refuses evidence that is no numbers", () => {
	const flags = { dtype: "bool" as const, dims: [2_000], data: new Uint8Array(2_000) };
	expect(() => sketchOf("e", flags)).toThrow(/no tensor of numbers/);
});

import type { Comparator, TensorBundle, TensorBytes } from "@tabgrid/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halfToNumber, numberToHalf } from "../tensor/half.ts";
import { numbersOf, stringBytes, tensorOf } from "../tensor/views.ts";
import { arbitraryTensor, arbitraryTensorOf } from "../testing/arbitraryTensor.ts";
import { compareOutputs } from "./compareOutputs.ts";

const close: Comparator = { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 1e-3 };
const comparators: readonly Comparator[] = [
	{ kind: "exact" },
	close,
	{ kind: "ulp", max: 4 },
	{ kind: "topk", k: 2, margin: 1e-3 },
	{ kind: "text", edits: 1 },
	{ kind: "text", edits: 0, blank: 0 },
];
/** Those that compare values, not what is read from them. */
const numeric = comparators.filter(({ kind }) => kind !== "exact" && kind !== "text");
const arbitraryComparator = fc.constantFrom(...comparators);
const exact = () => ({ kind: "exact" }) as const;

const compare = (a: TensorBytes, b: TensorBytes, comparator: Comparator) =>
	compareOutputs({ y: a }, { y: b }, { y: comparator }, exact);
const floats = (...values: number[]) =>
	tensorOf("float32", [values.length], Float32Array.from(values));

/** Finite values over many sizes, zero and both signs. */
const arbitraryValue = fc
	.tuple(
		fc.constantFrom(-1, 0, 1),
		fc.integer({ min: -8, max: 8 }),
		fc.double({ min: 1, max: 10, noNaN: true }),
	)
	.map(([sign, exponent, digits]) => sign * digits * 10 ** exponent);

describe("every comparator", () => {
	it("agrees with itself at distance 0, NaN and infinities included", () => {
		fc.assert(
			fc.property(arbitraryTensor(), arbitraryComparator, (tensor, comparator) => {
				const copy = { ...tensor, data: tensor.data.slice() };
				expect(compare(tensor, copy, comparator)).toMatchObject({ agree: true, distance: 0 });
			}),
		);
	});

	it("is symmetric", () => {
		const pair = fc
			.constantFrom("float32", "float64", "float16", "int64", "int16", "bool", "string")
			.chain((dtype) =>
				fc
					.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 })
					.chain((dims) =>
						fc.tuple(arbitraryTensorOf(dtype, dims), arbitraryTensorOf(dtype, dims)),
					),
			);
		fc.assert(
			fc.property(pair, arbitraryComparator, ([a, b], comparator) => {
				const forth = compare(a, b, comparator);
				const back = compare(b, a, comparator);
				expect(back.agree).toBe(forth.agree);
				expect(back.distance).toBe(forth.distance);
			}),
		);
	});

	it("gives agreement exactly at distances up to 1, and a reason beyond", () => {
		fc.assert(
			fc.property(
				fc.array(arbitraryValue, { minLength: 3, maxLength: 3 }),
				fc.array(arbitraryValue, { minLength: 3, maxLength: 3 }),
				arbitraryComparator,
				(a, b, comparator) => {
					const { agree, distance, outputs } = compare(floats(...a), floats(...b), comparator);
					expect(agree).toBe(distance <= 1);
					expect(outputs[0]?.why === undefined).toBe(agree);
				},
			),
		);
	});

	it("never agrees across shapes, dtypes or missing outputs", () => {
		for (const comparator of comparators) {
			const a = floats(1, 2);
			expect(compare(a, { ...a, dims: [2, 1] }, comparator).agree).toBe(false);
			expect(compare(a, { ...a, dtype: "int32" }, comparator).agree).toBe(false);
			const missing = compareOutputs({ y: a }, {}, { "*": comparator }, exact);
			expect(missing).toMatchObject({ agree: false, distance: Number.POSITIVE_INFINITY });
		}
	});

	it("wants NaN and infinities at the same places with the same sign", () => {
		for (const comparator of numeric) {
			for (const special of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
				expect(compare(floats(1, special), floats(1, 2), comparator).agree).toBe(false);
				expect(compare(floats(1, special), floats(1, special), comparator).agree).toBe(true);
			}
			const up = floats(1, Number.POSITIVE_INFINITY);
			expect(compare(up, floats(1, Number.NEGATIVE_INFINITY), comparator).agree).toBe(false);
		}
	});

	it("takes NaN for NaN whatever its payload, but exact doesn't", () => {
		const payload = (bits: number) => tensorOf("uint32", [1], Uint32Array.of(bits)).data;
		const a: TensorBytes = { dtype: "float32", dims: [1], data: payload(0x7fc00000) };
		const b: TensorBytes = { dtype: "float32", dims: [1], data: payload(0x7fc00001) };
		expect(compare(a, b, close).agree).toBe(true);
		expect(compare(a, b, { kind: "ulp", max: 0 }).agree).toBe(true);
		expect(compare(a, b, { kind: "exact" }).agree).toBe(false);
	});

	it("is not transitive, but for exact", () => {
		const chains: readonly [Comparator, readonly [number, number, number]][] = [
			[close, [1, 1.0009, 1.0018]],
			[{ kind: "ulp", max: 1 }, [1, 1 + 2 ** -23, 1 + 2 ** -22]],
			[{ kind: "topk", k: 1, margin: 1e-3 }, [1, 1.0009, 1.0018]],
		];
		for (const [comparator, [a, b, c]] of chains) {
			const agree = (x: number, y: number) => compare(floats(x), floats(y), comparator).agree;
			expect([agree(a, b), agree(b, c), agree(a, c)]).toEqual([true, true, false]);
		}
	});

	it("compares strings and bools exactly, whatever is asked but text", () => {
		const words = (...strings: string[]): TensorBytes => ({
			dtype: "string",
			dims: [strings.length],
			data: stringBytes(strings),
		});
		expect(compare(words("a"), words("b"), close).agree).toBe(false);
		expect(compare(words("a"), words("a"), close).agree).toBe(true);
		const bool = (value: number): TensorBytes => ({
			dtype: "bool",
			dims: [1],
			data: Uint8Array.of(value),
		});
		expect(compare(bool(0), bool(1), { kind: "ulp", max: 1 }).agree).toBe(false);
	});
});

describe("close", () => {
	it("raises no alarm under a perturbation that it permits", () => {
		const values = fc.array(
			fc.tuple(arbitraryValue, fc.double({ min: -0.99, max: 0.99, noNaN: true })),
			{ minLength: 1, maxLength: 40 },
		);
		fc.assert(
			fc.property(values, (pairs) => {
				const a = pairs.map(([value]) => value);
				const b = pairs.map(([value, shift]) => value + shift * 1e-3 * Math.abs(value));
				const doubles = (list: number[]) =>
					tensorOf("float64", [list.length], Float64Array.from(list));
				expect(compare(doubles(a), doubles(b), close).agree).toBe(true);
			}),
		);
	});

	it("forgives noise near zero by the scale of the whole tensor", () => {
		expect(compare(floats(1, 0), floats(1, 5e-4), close).agree).toBe(true);
		expect(compare(floats(1e-6, 0), floats(1e-6, 5e-4), close).agree).toBe(false);
	});

	it("catches a small drift of all values that no single one shows", () => {
		const a = floats(...Array.from({ length: 1000 }, () => 1));
		const b = floats(...Array.from({ length: 1000 }, () => 1.0009));
		expect(compare(a, b, { ...close, l2: 1 }).agree).toBe(true);
		expect(compare(a, b, { ...close, l2: 5e-4 }).outputs[0]?.why).toMatch(/relative L2/);
	});

	it("measures values whose squares a double can't hold", () => {
		const doubles = (...values: number[]) =>
			tensorOf("float64", [values.length], Float64Array.from(values));
		for (const size of [1e-300, 1e-200, 1, 1e200, 1e300]) {
			const a = doubles(size, size, 0);
			expect(compare(a, doubles(size * 1.0005, size, 0), close).agree).toBe(true);
			expect(compare(a, doubles(size * 1.01, size, 0), close).agree).toBe(false);
			expect(compare(a, doubles(-size, size, 0), close).agree).toBe(false);
		}
		const huge = compare(doubles(1, 2, 3), doubles(1, 2, 1e300), close);
		expect(huge).toMatchObject({ agree: false });
		expect(huge.distance).not.toBeNaN();
	});

	it("finds the one element that differs wherever it stands in a large tensor", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 29_999 }), (place) => {
				const values = Float32Array.from({ length: 30_000 }, (_, i) => 1 + (i % 7));
				const lie = values.slice();
				lie[place] = 9;
				const dims = [30_000];
				for (const [dtype, make] of [
					["float32", (list: Float32Array) => list],
					["float16", (list: Float32Array) => Uint16Array.from(list, numberToHalf)],
					["int64", (list: Float32Array) => BigInt64Array.from(list, BigInt)],
				] as const)
					for (const comparator of [close, { kind: "ulp", max: 0 }] as const) {
						const [a, b] = [make(values), make(lie)].map((list) => tensorOf(dtype, dims, list));
						const why = a && b && compare(a, b, comparator).outputs[0]?.why;
						expect(why).toContain(`element ${place} `);
					}
			}),
			{ numRuns: 3 },
		);
	});

	it("measures float16 by its values", () => {
		const half = (...values: number[]) =>
			tensorOf("float16", [values.length], Uint16Array.from(values, numberToHalf));
		expect(compare(half(100, 1), half(100.0625, 1), close).agree).toBe(true);
		expect(compare(half(100, 1), half(101, 1), close).agree).toBe(false);
	});
});

describe("ulp", () => {
	it("counts the float16 values between, through zero", () => {
		fc.assert(
			fc.property(fc.nat(0x7bfe), fc.nat(8), (bits, steps) => {
				const next = Math.min(bits + steps, 0x7bff);
				const half = (value: number) => tensorOf("float16", [1], Uint16Array.of(value));
				const result = compare(half(bits), half(next), { kind: "ulp", max: 4 });
				expect(halfToNumber(next)).toBeGreaterThanOrEqual(halfToNumber(bits));
				expect(result.agree).toBe(next - bits <= 4);
			}),
		);
		const signed = tensorOf("float16", [1], Uint16Array.of(0x8001));
		const unsigned = tensorOf("float16", [1], Uint16Array.of(0x0001));
		expect(compare(signed, unsigned, { kind: "ulp", max: 2 }).distance).toBe(1);
	});

	it("takes −0 for 0", () => {
		expect(compare(floats(-0), floats(0), { kind: "ulp", max: 0 }).agree).toBe(true);
		expect(compare(floats(-0), floats(0), { kind: "exact" }).agree).toBe(false);
	});

	it("counts the values between float32 neighbours of both signs, and doubles", () => {
		const bits = (value: number) => tensorOf("uint32", [1], Uint32Array.of(value)).data;
		const float = (value: number): TensorBytes => ({
			dtype: "float32",
			dims: [1],
			data: bits(value),
		});
		expect(compare(float(0x8000_0002), float(3), { kind: "ulp", max: 5 }).distance).toBe(1);
		expect(compare(float(0x8000_0002), float(4), { kind: "ulp", max: 5 }).agree).toBe(false);
		expect(compare(float(0x3f80_0000), float(0x3f80_0005), { kind: "ulp", max: 5 }).distance).toBe(
			1,
		);
		const double = (value: number) => tensorOf("float64", [1], Float64Array.of(value));
		const far = compare(double(1), double(1 + 2 ** -50), { kind: "ulp", max: 2 });
		expect(far.distance).toBe(2);
	});

	it("counts 64-bit integers without rounding", () => {
		const big = (value: bigint) => tensorOf("int64", [1], BigInt64Array.of(value));
		const result = compare(big(2n ** 62n), big(2n ** 62n + 3n), { kind: "ulp", max: 2 });
		expect(result.agree).toBe(false);
	});
});

it("prefers the job's comparator for an output, then its *, then the kernel's", () => {
	const a: TensorBundle = { y: floats(1), z: floats(1) };
	const b: TensorBundle = { y: floats(1.0005), z: floats(1.0005) };
	const agreeing = (rules: Record<string, Comparator>, defaults: () => Comparator) =>
		compareOutputs(a, b, rules, defaults).outputs.map(({ agree }) => agree);
	expect(agreeing({}, exact)).toEqual([false, false]);
	expect(agreeing({}, () => close)).toEqual([true, true]);
	expect(agreeing({ "*": close, z: { kind: "exact" } }, exact)).toEqual([true, false]);
});

it("reads tensors whose bytes don't start at a multiple of their element's size", () => {
	const bytes = new Uint8Array(9);
	bytes.set(floats(1, 2).data, 1);
	const odd: TensorBytes = { dtype: "float32", dims: [2], data: bytes.subarray(1) };
	expect(Array.from(numbersOf(odd))).toEqual([1, 2]);
});

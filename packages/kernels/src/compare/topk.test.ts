import type { Comparator, TensorBundle, TensorBytes } from "@tabgrid/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tensorOf } from "../tensor/views.ts";
import { compareOutputs } from "./compareOutputs.ts";

const exact = () => ({ kind: "exact" }) as const;
const compare = (a: TensorBytes, b: TensorBytes, comparator: Comparator) =>
	compareOutputs({ y: a }, { y: b }, { y: comparator }, exact);

describe("topk", () => {
	const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
		minLength: 5,
		maxLength: 5,
	});
	const noise = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
		minLength: 5,
		maxLength: 5,
	});
	const doubles = (list: readonly number[]) =>
		tensorOf("float64", [1, list.length], Float64Array.from(list));

	it("raises no alarm when every score moves by less than the margin", () => {
		fc.assert(
			fc.property(scores, noise, fc.integer({ min: 1, max: 5 }), (values, shifts, k) => {
				const moved = values.map((value, index) => value + 0.99e-3 * (shifts[index] ?? 0));
				const comparator: Comparator = { kind: "topk", k, margin: 1e-3 };
				expect(compare(doubles(values), doubles(moved), comparator).agree).toBe(true);
			}),
		);
	});

	it("catches another best class, and a score that moved", () => {
		const top1: Comparator = { kind: "topk", k: 1, margin: 0.01 };
		const a = doubles([0.7, 0.2, 0.1]);
		expect(compare(a, doubles([0.2, 0.7, 0.1]), top1).agree).toBe(false);
		expect(compare(a, doubles([0.6, 0.2, 0.2]), top1).agree).toBe(false);
		expect(compare(doubles([0.5, 0.499, 0]), doubles([0.499, 0.5, 0]), top1).agree).toBe(true);
		expect(compare(a, doubles([0.7, 0.1, 0.2]), top1).agree).toBe(true);
	});

	it("judges sent class lists with the scores sent beside them", () => {
		const listed = (classes: number[], values: number[]): TensorBundle => ({
			classes: tensorOf("int32", [1, 2], Int32Array.from(classes)),
			scores: tensorOf("float32", [1, 2], Float32Array.from(values)),
		});
		const rules = {
			classes: { kind: "topk", k: 2, margin: 0.01, scores: "scores" },
			scores: { kind: "close", rtol: 0.01, atol: 0, l2: 1 },
		} as const;
		const agree = (a: TensorBundle, b: TensorBundle) => compareOutputs(a, b, rules, exact).agree;
		const sure = listed([7, 3], [0.9, 0.05]);
		expect(agree(sure, listed([7, 4], [0.9, 0.05]))).toBe(true);
		expect(agree(sure, listed([8, 3], [0.9, 0.05]))).toBe(false);
		const tie = listed([7, 3], [0.5, 0.498]);
		expect(agree(tie, listed([3, 7], [0.499, 0.499]))).toBe(true);
		expect(agree(tie, listed([3, 9], [0.499, 0.498]))).toBe(true);
		expect(agree(tie, { classes: listed([7, 3], [1, 1]).classes ?? doubles([1]) })).toBe(false);
	});

	it("agrees with itself even where a list names a class twice, and forgives nobody else for that", () => {
		const rules = {
			classes: { kind: "topk", k: 2, margin: 0.01, scores: "scores" },
			scores: { kind: "close", rtol: 0.01, atol: 0, l2: 1 },
		} as const;
		const listed = (classes: number[]): TensorBundle => ({
			classes: tensorOf("int32", [1, 2], Int32Array.from(classes)),
			scores: tensorOf("float32", [1, 2], Float32Array.of(0.9, 0.05)),
		});
		expect(compareOutputs(listed([7, 7]), listed([7, 7]), rules, exact).distance).toBe(0);
		expect(compareOutputs(listed([7, 7]), listed([7, 3]), rules, exact).agree).toBe(false);
	});
});

import type { TensorBundle } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { buildModel, type GraphNode } from "../../onnx/buildModel.ts";
import { numbersOf, tensorOf } from "../../tensor/views.ts";
import { perturbGuesses } from "../../testing/perturbGuesses.ts";
import { openModel } from "../../testing/runModel.ts";
import { toPortable } from "../toPortable.ts";

const run = async (model: Uint8Array, feeds: TensorBundle) => (await openModel(model))(feeds);

/** 1,001 numbers from one end to the other, as float32. */
const line = (from: number, to: number) =>
	Float32Array.from({ length: 1_001 }, (_, at) => from + ((to - from) * at) / 1_000);
/** The same by their logarithms. */
const decades = (from: number, to: number) => line(Math.log(from), Math.log(to)).map(Math.exp);

/** erf by its series and its continued fraction, in double. */
function erf(x: number): number {
	const size = Math.abs(x);
	let sum = size;
	for (let n = 1, term = size; n < 200; n++) {
		term *= -(size * size) / n;
		sum += term / (2 * n + 1);
	}
	const value = size > 4 ? 1 : Math.min(1, (2 / Math.sqrt(Math.PI)) * sum);
	return Math.sign(x) * value;
}

interface Case {
	readonly op: string;
	readonly truth: (x: number) => number;
	readonly values: Float32Array;
	/** Largest error, in parts of the result or, where `absolute`, of 1. */
	readonly within: number;
	readonly absolute?: boolean;
	readonly attributes?: GraphNode["attributes"];
	readonly exponent?: number;
	readonly opset?: number;
}

const cases: readonly Case[] = [
	{ op: "Exp", truth: Math.exp, values: line(-79, 88), within: 1.6e-7 },
	{ op: "Log", truth: Math.log, values: decades(1e-30, 1e30), within: 1.5e-7 },
	{ op: "Log", truth: Math.log, values: line(0.5, 2), within: 1e-7, absolute: true },
	{ op: "Reciprocal", truth: (x) => 1 / x, values: decades(1e-30, 1e30), within: 1.2e-7 },
	{ op: "Reciprocal", truth: (x) => 1 / x, values: line(-7, -0.1), within: 1.2e-7 },
	{ op: "Sqrt", truth: Math.sqrt, values: decades(1e-30, 1e30), within: 2e-7 },
	{ op: "Sin", truth: Math.sin, values: line(-8_000, 8_000), within: 1e-6, absolute: true },
	{ op: "Cos", truth: Math.cos, values: line(-8, 8), within: 1.5e-7, absolute: true },
	{ op: "Tanh", truth: Math.tanh, values: line(-9, 9), within: 3e-7 },
	{ op: "Sigmoid", truth: (x) => 1 / (1 + Math.exp(-x)), values: line(-75, 75), within: 4e-7 },
	{ op: "Erf", truth: erf, values: line(-4, 4), within: 4e-7 },
	{ op: "Softplus", truth: (x) => Math.log1p(Math.exp(x)), values: line(-70, 70), within: 4e-7 },
	{ op: "Pow", exponent: 3, truth: (x) => x ** 3, values: line(-9, 9), within: 2e-7 },
	{ op: "Pow", exponent: -0.5, truth: (x) => x ** -0.5, values: decades(1e-9, 1e9), within: 2e-7 },
	{
		op: "Gelu",
		opset: 20,
		truth: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
		values: line(-4, 6),
		within: 5e-7,
		absolute: true,
	},
];

describe("functions of agreed operations", () => {
	it.each(cases)("$op is as accurate as it says ($within)", async (one) => {
		const { op, truth, values, within, absolute = false, opset = 17 } = one;
		const exponent = one.exponent === undefined ? [] : ["exponent"];
		const model = buildModel({
			name: "function",
			opset,
			inputs: [{ name: "x", dtype: "float32", dims: ["n"] }],
			outputs: [{ name: "y", dtype: "float32", dims: ["n"] }],
			nodes: [{ op, inputs: ["x", ...exponent], outputs: ["y"] }],
			weights:
				one.exponent === undefined
					? {}
					: { exponent: tensorOf("float32", [], Float32Array.of(one.exponent)) },
		});
		const feeds = { x: tensorOf("float32", [values.length], values) };
		const portable = await toPortable(model, feeds, run);
		const { y } = await run(portable.model, feeds);
		let worst = 0;
		Array.from(y ? numbersOf(y) : []).forEach((result, at) => {
			const right = truth(values[at] ?? 0);
			const error = Math.abs(result - right) / (absolute ? 1 : Math.max(Math.abs(right), 1e-37));
			worst = Math.max(worst, error);
		});
		expect(worst).toBeLessThan(within);
		expect(worst).toBeGreaterThan(0);
		// A device that divides, takes roots and logarithms a little wrongly, more than any may.
		for (const factor of [1 + 2 ** -12, 1 - 2 ** -12]) {
			const wrong = perturbGuesses(portable.model, factor);
			if (wrong.guesses === 0) break;
			const { y: again } = await run(wrong.model, feeds);
			expect(Buffer.compare(again?.data ?? Buffer.of(), y?.data ?? Buffer.of())).toBe(0);
		}
	});
});

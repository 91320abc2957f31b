import type { TensorBundle } from "@tabgrid/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { compareOutputs } from "../../compare/compareOutputs.ts";
import { buildModel } from "../../onnx/buildModel.ts";
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
	readonly exponent?: number;
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
		truth: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
		values: line(-4, 6),
		within: 5e-7,
		absolute: true,
	},
];

/** All functions side by side, each of an input of its own. */
const functions = buildModel({
	name: "functions",
	opset: 20,
	inputs: cases.map((_, at) => ({ name: `x${at}`, dtype: "float32", dims: [1_001] })),
	outputs: cases.map((_, at) => ({ name: `y${at}`, dtype: "float32", dims: [1_001] })),
	nodes: cases.map(({ op, exponent }, at) => ({
		op,
		inputs: [`x${at}`, ...(exponent === undefined ? [] : [`to ${exponent}`])],
		outputs: [`y${at}`],
	})),
	weights: Object.fromEntries(
		cases.flatMap(({ exponent }) =>
			exponent === undefined
				? []
				: [[`to ${exponent}`, tensorOf("float32", [], Float32Array.of(exponent))]],
		),
	),
});

const feeds = Object.fromEntries(
	cases.map(({ values }, at) => [`x${at}`, tensorOf("float32", [1_001], values)]),
);

describe("functions of agreed operations", () => {
	let model: Uint8Array;
	let results: TensorBundle;
	beforeAll(async () => {
		({ model } = await toPortable(functions, feeds, run));
		results = await run(model, feeds);
	});

	it.each(cases.map((one, at) => [one.op, one.within, one, at] as const))(
		"%s is no further than %f from the truth",
		(_, within, { truth, values, absolute = false }, at) => {
			const result = results[`y${at}`];
			let worst = 0;
			Array.from(result ? numbersOf(result) : []).forEach((value, place) => {
				const right = truth(values[place] ?? 0);
				const error = Math.abs(value - right) / (absolute ? 1 : Math.max(Math.abs(right), 1e-37));
				worst = Math.max(worst, error);
			});
			expect(worst).toBeLessThan(within);
			expect(worst).toBeGreaterThan(0);
		},
	);

	it("give the same bits on a device whose divisions, roots and logarithms are wrong", async () => {
		// Far more wrong than any may be.
		for (const factor of [1 + 2 ** -12, 1 - 2 ** -12]) {
			const wrong = perturbGuesses(model, factor);
			expect(wrong.guesses).toBe(10);
			const others = await run(wrong.model, feeds);
			expect(compareOutputs(results, others, {}, () => ({ kind: "exact" })).agree).toBe(true);
		}
	});
});

import type { Backend, TensorBundle, TensorBytes } from "@tabgrid/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOutputs } from "../compare/compareOutputs.ts";
import { onnxBatch } from "../onnxBatch/kernel.ts";
import { tensorOf } from "../tensor/views.ts";
import { bucketOf, quantileOf, spreadBuckets, upperEdge } from "./buckets.ts";
import { calibrateOutputs, type KnownSpreads, type ProbeRun } from "./calibrateOutputs.ts";
import { spreadOf } from "./spreadOf.ts";
import { safetyFactor } from "./tolerance.ts";

const floats = (...values: number[]): TensorBytes =>
	tensorOf("float32", [values.length], Float32Array.from(values));
const wave = (noise: number) =>
	floats(...Array.from({ length: 200 }, (_, i) => Math.sin(i) + noise * Math.cos(i * 5.7)));
const run = (backend: Backend, y: TensorBytes, more: TensorBundle = {}): ProbeRun => ({
	backend,
	label: backend,
	output: { y, ...more },
});
const calibrate = (runs: ProbeRun[], known?: KnownSpreads) =>
	calibrateOutputs(runs, [], onnxBatch.comparator, known);
const first = (runs: ProbeRun[], known?: KnownSpreads) => calibrate(runs, known).outputs[0];

describe("the spread of an output", () => {
	it("is symmetric, zero for equal values, and the scale of close", () => {
		const values = fc.array(fc.float({ noNaN: true, min: -1e6, max: 1e6 }), {
			minLength: 8,
			maxLength: 8,
		});
		fc.assert(
			fc.property(values, values, (a, b) => {
				const spread = spreadOf(floats(...a), floats(...b));
				expect(spread).toEqual(spreadOf(floats(...b), floats(...a)));
				expect(spreadOf(floats(...a), floats(...a))).toEqual({ l2: 0, peak: 0 });
				const { agree } = compareOutputs(
					{ y: floats(...a) },
					{ y: floats(...b) },
					{
						y: {
							kind: "close",
							rtol: 0,
							atol: spread.peak * (1 + 1e-9),
							l2: spread.l2 * (1 + 1e-9),
						},
					},
					onnxBatch.comparator,
				);
				expect(agree).toBe(true);
			}),
		);
	});

	it("is infinite where nothing can be measured", () => {
		for (const [a, b] of [
			[floats(1), floats(1, 2)],
			[floats(1), floats(Number.NaN)],
			[floats(1), tensorOf("float64", [1], Float64Array.of(1))],
		] as const)
			expect(spreadOf(a, b).l2).toBe(Number.POSITIVE_INFINITY);
		expect(spreadOf(floats(1, Number.NaN), floats(1, Number.NaN)).l2).toBe(0);
	});
});

describe("calibrating outputs", () => {
	it("permits the measured spread times the factor, and what was measured agrees", () => {
		fc.assert(
			fc.property(fc.double({ min: 1e-7, max: 1e-3, noNaN: true }), (noise) => {
				const runs = [run("wasm", wave(0)), run("webgpu", wave(noise))];
				const { outputs, comparators, pinned } = calibrate(runs);
				expect(pinned).toBeNull();
				const [output] = outputs;
				const { comparator, spread } = output ?? {};
				if (comparator?.kind !== "close" || !spread) throw new Error("It is close.");
				expect(comparator.l2).toBeGreaterThanOrEqual(safetyFactor * spread.l2 * 0.999);
				expect(comparator.l2).toBeLessThanOrEqual(Math.max(2e-5, safetyFactor * spread.l2 * 1.11));
				const [a, b] = runs.map(({ output: bundle }) => bundle);
				if (!a || !b) throw new Error("There are two.");
				expect(compareOutputs(a, b, comparators, onnxBatch.comparator).distance).toBeLessThan(0.5);
			}),
		);
	});

	it("pins the job to WASM where backends disagree beyond sanity", () => {
		const runs = [run("wasm", wave(0)), run("wasm", wave(1e-6)), run("webgpu", wave(0.5))];
		const { pinned, outputs } = calibrate(runs);
		expect(pinned).toBe("wasm");
		expect(outputs[0]).toMatchObject({ insane: true, comparator: { l2: 2e-5 } });
		// A choice that flips is as bad.
		const choice = (value: number) => ({ place: tensorOf("int32", [1], Int32Array.of(value)) });
		const flipped = calibrate([run("wasm", wave(0), choice(3)), run("webgpu", wave(0), choice(4))]);
		expect(flipped.pinned).toBe("wasm");
		expect(flipped.outputs.find(({ name }) => name === "place")?.insane).toBe(true);
	});

	it("keeps the kernel's tolerance where only one backend ran, unless earlier results tell more", () => {
		const alone = first([run("wasm", wave(0)), run("wasm", wave(1e-7))]);
		expect(alone?.comparator).toEqual(onnxBatch.comparator("y", "float32"));
		const known = { across: { y: { l2: 1e-5, peak: 1e-4 } }, within: {} };
		const told = first([run("wasm", wave(0))], known);
		expect(told?.comparator).toEqual({ kind: "close", rtol: 8e-4, atol: 8e-4, l2: 8e-5 });
		const wild = { across: { y: { l2: 5e-3, peak: 5e-2 } }, within: {} };
		expect(first([run("wasm", wave(0))], wild)?.comparator).toEqual(alone?.comparator);
		const both = first([run("wasm", wave(0)), run("webgpu", wave(1e-5))], known);
		const raised = first([run("wasm", wave(0)), run("webgpu", wave(1e-5))], wild);
		const [l2, most] = [both, raised].map((one) =>
			one?.comparator.kind === "close" ? one.comparator.l2 : 0,
		);
		expect(most).toBeGreaterThan(l2 ?? 0);
		expect(most).toBeLessThan(5 * (l2 ?? 0));
	});

	it("tells how far lies would be off", () => {
		const runs = [run("wasm", wave(0)), run("webgpu", wave(1e-6))];
		const lie = { rounding: "float16" as const, output: { y: wave(1e-3) } };
		const { outputs } = calibrateOutputs(runs, [lie], onnxBatch.comparator);
		expect(outputs[0]?.lies.float16).toBeGreaterThan(10);
	});
});

describe("histograms of distances", () => {
	it("never understate a distance", () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 2, noNaN: true }), (distance) => {
				const bucket = bucketOf(distance);
				expect(bucket).toBeGreaterThanOrEqual(0);
				expect(bucket).toBeLessThan(spreadBuckets.count);
				expect(upperEdge(bucket)).toBeGreaterThanOrEqual(distance * (1 - 1e-12));
			}),
		);
		expect(bucketOf(Number.NaN)).toBe(0);
		expect(bucketOf(Number.POSITIVE_INFINITY)).toBe(spreadBuckets.count - 1);
	});

	it("give quantiles", () => {
		const rows = [
			{ bucket: 0, pairs: 90 },
			{ bucket: bucketOf(1e-5), pairs: 9 },
			{ bucket: bucketOf(1e-2), pairs: 1 },
		];
		expect(quantileOf(rows, 0.5)).toBe(0);
		expect(quantileOf(rows, 0.99)).toBeCloseTo(1.78e-5, 6);
		expect(quantileOf(rows, 1)).toBeCloseTo(1.78e-2, 3);
		expect(quantileOf([], 0.5)).toBe(0);
	});
});

import { decodeBundle, encodeBundle, limits, type TensorBundle } from "@tabgrid/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOutputs } from "../compare/compareOutputs.ts";
import { numbersOf, tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { ocrLines } from "./kernel.ts";
import { planOcrLines } from "./plan.ts";

const steps = 6;
const [shard] = planOcrLines([
	{ label: "x", width: 48, height: 48, data: new Uint8Array(48 * 48 * 4) },
]).shards();
const input = decodeBundle(shard?.input ?? new Uint8Array());

/** A model's output from its logits, as float32. */
function softmax(logits: Float64Array): TensorBundle {
	const values = new Float32Array(steps * format.classes);
	for (let step = 0; step < steps; step++) {
		const row = logits.subarray(step * format.classes, (step + 1) * format.classes);
		const most = row.reduce((a, b) => Math.max(a, b));
		const powers = row.map((logit) => Math.exp(logit - most));
		const sum = powers.reduce((a, b) => a + b);
		values.set(
			powers.map((power) => power / sum),
			step * format.classes,
		);
	}
	return { [format.modelOutput]: tensorOf("float32", [1, steps, format.classes], values) };
}
const reduce = (logits: Float64Array) => ocrLines.outputs(softmax(logits), input, {});
const compare = (a: TensorBundle, b: TensorBundle) => compareOutputs(a, b, {}, ocrLines.comparator);

/** Logits of a seeded network-like shape: noise about −8 to 8, a winner, and a rival `lead` below. */
const logitsOf = (seed: number, lead: number) => {
	let state = seed | 1;
	const random = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
	const logits = Float64Array.from({ length: steps * format.classes }, () => random() * 16 - 8);
	for (let step = 0; step < steps; step++) {
		const winner = Math.floor(random() * format.classes);
		const rival = Math.floor(random() * format.classes);
		logits[step * format.classes + rival] = 20 - lead;
		logits[step * format.classes + winner] = 20;
	}
	return logits;
};
const scenario = fc.tuple(fc.nat(2 ** 31), fc.constantFrom(0, 1e-7, 1e-4, 0.1, 3, 12));

describe("the attested output", () => {
	it("is small enough to travel inline, at the greatest width too", () => {
		const bytes = encodeBundle(reduce(logitsOf(1, 3))).length;
		const perStep = 4 * (2 * format.best + format.projections);
		expect(bytes).toBeLessThan(1000);
		expect((format.maxWidth / format.step) * perStep).toBeLessThan(limits.inlineResult / 7);
	});

	it("holds the two best classes with their scores, the lower of equal ones first", () => {
		const logits = new Float64Array(steps * format.classes);
		logits[5] = 10;
		logits[9] = 9;
		const { classes, scores } = reduce(logits);
		expect(classes && Array.from(numbersOf(classes)).slice(0, 4)).toEqual([5, 9, 0, 1]);
		const best = scores ? numbersOf(scores) : [];
		expect(best[0]).toBeGreaterThan(best[1] ?? 1);
	});

	it("refuses a model's output of another shape", () => {
		const failed = expect.objectContaining({ code: "MODEL_FAILED" });
		const other = tensorOf("float32", [1, 1, format.classes], new Float32Array(format.classes));
		expect(() => ocrLines.outputs({ [format.modelOutput]: other }, input, {})).toThrow(failed);
		expect(() => ocrLines.outputs({}, input, {})).toThrow(/nothing as "softmax/);
	});
});

describe("comparing two providers' lines", () => {
	it("never flips a verdict for float noise, however near the two best classes are", () => {
		fc.assert(
			fc.property(scenario, fc.nat(), ([seed, lead], noiseSeed) => {
				const honest = logitsOf(seed, lead);
				let state = noiseSeed | 1;
				const noisy = honest.map((logit) => {
					state = (Math.imul(state, 22695477) + 1) >>> 0;
					return logit + (state / 2 ** 31 - 1) * 1e-4;
				});
				const { agree, outputs } = compare(reduce(honest), reduce(noisy));
				expect(outputs.filter((output) => !output.agree)).toEqual([]);
				expect(agree).toBe(true);
			}),
			{ numRuns: 40 },
		);
	});

	it("catches another character wherever the model is sure", () => {
		fc.assert(
			fc.property(fc.nat(2 ** 31), fc.nat(steps - 1), (seed, step) => {
				const honest = reduce(logitsOf(seed, 3));
				const { classes } = honest;
				const lie = Int32Array.from(classes ? numbersOf(classes) : []);
				lie[step * format.best] = ((lie[step * format.best] ?? 0) + 17) % format.classes;
				const forged = { ...honest, classes: tensorOf("int32", [1, steps, 2], lie) };
				expect(compare(honest, forged).agree).toBe(false);
			}),
			{ numRuns: 20 },
		);
	});

	it("catches logits rounded to eight bits of mantissa, even where the scores are saturated", () => {
		const honest = logitsOf(7, 15);
		const cheap = honest.map((logit) => {
			const step = 2 ** (Math.floor(Math.log2(Math.abs(logit) + 1e-9)) - 7);
			return Math.round(logit / step) * step;
		});
		const { outputs } = compare(reduce(honest), reduce(cheap));
		expect(outputs.find(({ name }) => name === "scores")?.agree).toBe(true);
		expect(outputs.find(({ name }) => name === "evidence")?.agree).toBe(false);
	});

	it("catches a line put at another place", () => {
		const honest = reduce(logitsOf(3, 3));
		const moved = { ...honest, line: tensorOf("int32", [1], Int32Array.of(4)) };
		expect(compare(honest, moved).agree).toBe(false);
	});
});

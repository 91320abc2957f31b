import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSample, mostWrong, probabilityOfAtMost } from "./sample.ts";

const choose = (n: number, k: number): bigint => {
	let result = 1n;
	for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
	return k < 0 || k > n ? 0n : result;
};
/** P(X ≤ k) in whole numbers, as a fraction. */
function exactly(k: number, total: number, sampled: number, bad: number): number {
	let ways = 0n;
	for (let i = 0; i <= k; i++) ways += choose(bad, i) * choose(total - bad, sampled - i);
	return Number((ways * 10n ** 15n) / choose(total, sampled)) / 1e15;
}
const samples = fc
	.integer({ min: 1, max: 60 })
	.chain((total) => fc.tuple(fc.constant(total), fc.integer({ min: 0, max: total })))
	.chain(([total, sampled]) =>
		fc.record({
			total: fc.constant(total),
			sampled: fc.constant(sampled),
			wrong: fc.integer({ min: 0, max: sampled }),
		}),
	);

describe("the bound on how many shards are wrong", () => {
	it("is the hypergeometric one: no larger number of wrong shards is likely enough", () => {
		fc.assert(
			fc.property(samples, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (sample, confidence) => {
				const most = mostWrong(sample, confidence);
				const { total, sampled, wrong } = sample;
				const slack = 1e-9; // of the logarithms, where a probability stands on the edge
				expect(exactly(wrong, total, sampled, most)).toBeGreaterThan(1 - confidence - slack);
				if (most < total - (sampled - wrong))
					expect(exactly(wrong, total, sampled, most + 1)).toBeLessThanOrEqual(
						1 - confidence + slack,
					);
			}),
		);
	});

	it("holds: whatever the truth, it is below the truth in at most 1 − confidence of all samples", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.nat(40),
				fc.nat(40),
				(total, sampledAny, badAny) => {
					const sampled = sampledAny % (total + 1);
					const bad = badAny % (total + 1);
					let missed = 0;
					for (let wrong = 0; wrong <= Math.min(sampled, bad); wrong++) {
						if (sampled - wrong > total - bad) continue;
						const likely =
							exactly(wrong, total, sampled, bad) -
							(wrong === 0 ? 0 : exactly(wrong - 1, total, sampled, bad));
						if (mostWrong({ total, sampled, wrong }, 0.95) < bad) missed += likely;
					}
					expect(missed).toBeLessThanOrEqual(0.05 + 1e-9);
				},
			),
		);
	});

	it("is certain where all were run again, and says nothing where none was", () => {
		expect(mostWrong({ total: 50, sampled: 50, wrong: 0 }, 0.95)).toBe(0);
		expect(mostWrong({ total: 50, sampled: 50, wrong: 3 }, 0.95)).toBe(3);
		expect(mostWrong({ total: 50, sampled: 0, wrong: 0 }, 0.95)).toBe(50);
	});

	it("is the rule of three for a large job: 20 of 10,000 and none wrong means at most 13.9 %", () => {
		const most = mostWrong({ total: 10_000, sampled: 20, wrong: 0 }, 0.95);
		expect(most / 10_000).toBeCloseTo(1 - 0.05 ** (1 / 20), 2);
		expect(mostWrong({ total: 100_000, sampled: 299, wrong: 0 }, 0.95)).toBeLessThan(1_000);
	});

	it("refuses numbers that are no sample", () => {
		expect(() => mostWrong({ total: 5, sampled: 6, wrong: 0 }, 0.95)).toThrow(RangeError);
		expect(() => mostWrong({ total: 5, sampled: 2, wrong: 3 }, 0.95)).toThrow(RangeError);
		expect(() => mostWrong({ total: 5, sampled: 2, wrong: 0 }, 1)).toThrow(RangeError);
	});

	it("counts probabilities to one", () => {
		expect(probabilityOfAtMost(7, { total: 20, sampled: 7, bad: 9 })).toBeCloseTo(1, 12);
	});
});

describe("a sample", () => {
	it("is so many distinct numbers in order, each below the total", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 300 }), fc.nat(400), fc.nat(), (total, count, seed) => {
				let state = seed;
				const next = () => {
					state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
					return state;
				};
				const drawn = drawSample(total, count, next);
				expect(drawn).toHaveLength(Math.min(total, count));
				expect(new Set(drawn).size).toBe(drawn.length);
				expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
				for (const value of drawn) expect(value).toBeLessThan(total);
			}),
		);
	});

	it("takes every number equally often", () => {
		const counts = new Array<number>(10).fill(0);
		const words = new Uint32Array(1);
		for (let run = 0; run < 4_000; run++)
			for (const value of drawSample(10, 3, () => crypto.getRandomValues(words)[0] ?? 0))
				counts[value] = (counts[value] ?? 0) + 1;
		// 1,200 expected each, with a standard deviation of 29.
		for (const count of counts) expect(Math.abs(count - 1_200)).toBeLessThan(200);
	});
});

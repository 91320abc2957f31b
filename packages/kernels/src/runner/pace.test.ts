import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RunningMean, replicasAhead, restMs, runBudgetMs } from "./pace.ts";

const ms = fc.double({ min: 0.1, max: 1e6, noNaN: true });

describe("the pace of a provider", () => {
	it("keeps two replicas ahead at least, and enough to cover the round trip", () =>
		fc.assert(
			fc.property(ms, ms, (roundTrip, shard) => {
				const ahead = replicasAhead(roundTrip, shard);
				expect(ahead).toBeGreaterThanOrEqual(2);
				expect(ahead).toBeLessThanOrEqual(32);
				if (ahead < 32) expect(ahead * Math.max(shard, 0.5)).toBeGreaterThanOrEqual(roundTrip);
			}),
		));

	it("rests so that the share of computing is the intensity", () =>
		fc.assert(
			fc.property(ms, fc.integer({ min: 10, max: 100 }), (run, intensity) => {
				const share = run / (run + restMs(run, intensity));
				expect(share).toBeCloseTo(intensity / 100, 9);
			}),
		));

	it("leaves time to send the answer within the lease", () =>
		fc.assert(
			fc.property(ms, (left) => {
				expect(runBudgetMs(left)).toBeLessThan(left);
				expect(runBudgetMs(left)).toBeGreaterThanOrEqual(left * 0.9 - 1_000);
				expect(runBudgetMs(-left)).toBe(0);
			}),
		));

	it("remembers a mean that follows what comes", () => {
		const mean = new RunningMean();
		expect(mean.or(7)).toBe(7);
		mean.add(100);
		expect(mean.or(7)).toBe(100);
		for (let count = 0; count < 40; count++) mean.add(10);
		expect(mean.or(7)).toBeCloseTo(10, 2);
	});
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leaseDuration, leaseRules } from "./leaseDuration.ts";

describe("leaseDuration", () => {
	it("is five times the estimate of computing and fetching", () => {
		const work = { flop: 2e11, flopPerSecond: 1e10, bytes: 2_500_000 };
		expect(leaseDuration(work)).toBe(5 * (20_000 + 10_000));
	});

	it("adds what the provider computes before it", () => {
		const work = { flop: 2e11, flopPerSecond: 1e10, bytes: 0 };
		expect(leaseDuration(work, 30_000)).toBe(5 * 50_000);
	});

	it("is a whole number of ms between floor and ceiling for any figures, and grows with the work", () => {
		const positive = fc.double({ min: 1e-9, max: 1e18, noNaN: true });
		fc.assert(
			fc.property(positive, positive, fc.nat(), (flop, flopPerSecond, bytes) => {
				const lease = leaseDuration({ flop, flopPerSecond, bytes });
				expect(Number.isInteger(lease)).toBe(true);
				expect(lease).toBeGreaterThanOrEqual(leaseRules.floorMs);
				expect(lease).toBeLessThanOrEqual(leaseRules.ceilingMs);
				expect(leaseDuration({ flop: flop * 2, flopPerSecond, bytes })).toBeGreaterThanOrEqual(
					lease,
				);
			}),
		);
	});
});

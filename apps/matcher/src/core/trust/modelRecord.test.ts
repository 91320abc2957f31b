import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelRecord } from "./modelRecord.ts";

const count = fc.double({ min: 0, max: 1_000, noNaN: true });

describe("a provider's record for a model", () => {
	it("is its whole record when all of it was earned there", () => {
		expect(modelRecord({ good: 30, bad: 0.2, at: 7 }, 30)).toEqual({ good: 30, bad: 0.2, at: 7 });
	});

	it("takes what was earned elsewhere for half, and lies in full", () => {
		expect(modelRecord({ good: 30, bad: 1, at: 7 }, 0)).toEqual({ good: 15, bad: 1, at: 7 });
		expect(modelRecord({ good: 30, bad: 0, at: 7 }, 10).good).toBe(20);
	});

	it("never exceeds the whole, and grows with what was earned there", () => {
		fc.assert(
			fc.property(count, count, count, (good, here, more) => {
				const record = { good, bad: 0, at: 0 };
				const one = modelRecord(record, here).good;
				expect(one).toBeLessThanOrEqual(good);
				expect(modelRecord(record, here + more).good).toBeGreaterThanOrEqual(one);
			}),
		);
	});
});

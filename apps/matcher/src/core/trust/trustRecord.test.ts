import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	afterFailed,
	afterPassed,
	badHalfLifeMs,
	decayed,
	doubt,
	goodHalfLifeMs,
	leastDoubt,
	newcomer,
	suspensionMs,
	trust,
} from "./trustRecord.ts";

const record = fc.record({
	good: fc.double({ min: 0, max: 1e6, noNaN: true }),
	bad: fc.double({ min: 0, max: 100, noNaN: true }),
	at: fc.nat(1e12),
});

describe("a trust record", () => {
	it("starts with the doubt that a tenth of all newcomers cheat", () => {
		expect(doubt(newcomer(0))).toBeCloseTo(0.1, 12);
	});

	it("is doubted less after each passed check, and never less than the least", () => {
		fc.assert(
			fc.property(record, (before) => {
				const after = afterPassed(before, before.at);
				expect(doubt(after)).toBeLessThanOrEqual(doubt(before));
				expect(doubt(after)).toBeGreaterThanOrEqual(leastDoubt);
			}),
		);
	});

	it("loses all that it earned by one failed check, and is then more likely wrong than right", () => {
		fc.assert(
			fc.property(record, (before) => {
				const after = afterFailed(before, before.at);
				expect(after.good).toBe(0);
				expect(doubt(after)).toBeGreaterThan(0.5);
			}),
		);
	});

	it("forgets in half-lives, lies more slowly than merits, and time never adds to either", () => {
		const kept = decayed({ good: 100, bad: 4, at: 0 }, goodHalfLifeMs);
		expect(kept.good).toBeCloseTo(50, 9);
		expect(kept.bad).toBeGreaterThan(3.5);
		expect(decayed({ good: 0, bad: 4, at: 0 }, badHalfLifeMs).bad).toBeCloseTo(2, 9);
		fc.assert(
			fc.property(record, fc.nat(1e12), (before, ms) => {
				const after = decayed(before, before.at + ms);
				expect(after.good).toBeLessThanOrEqual(before.good);
				expect(after.bad).toBeLessThanOrEqual(before.bad);
			}),
		);
	});

	it("decays the same in one step or in two", () => {
		fc.assert(
			fc.property(record, fc.nat(1e10), fc.nat(1e10), (before, first, second) => {
				const once = decayed(before, before.at + first + second);
				const twice = decayed(decayed(before, before.at + first), before.at + first + second);
				expect(twice.good).toBeCloseTo(once.good, 6);
				expect(twice.bad).toBeCloseTo(once.bad, 6);
			}),
		);
	});

	it("isn't changed by a clock that goes back", () => {
		expect(decayed({ good: 5, bad: 1, at: 1000 }, 10)).toEqual({ good: 5, bad: 1, at: 1000 });
	});

	it("shows as trust between 0 and 1 that a patient provider earns back", () => {
		let lied = afterFailed(newcomer(0), 0);
		expect(trust(lied)).toBeLessThan(0.5);
		for (let check = 0; check < 100; check++) lied = afterPassed(lied, 0);
		expect(trust(lied)).toBeGreaterThan(0.9);
	});
});

describe("suspensionMs", () => {
	it("doubles with each lie from a day to a month", () => {
		const days = [1, 2, 3, 4, 5, 6, 7].map((bad) => suspensionMs(bad) / 86_400_000);
		expect(days).toEqual([1, 2, 4, 8, 16, 30, 30]);
	});
});

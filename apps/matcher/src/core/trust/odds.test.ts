import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksMissing, isEstablished, mostLaterChecks, resultOdds, wrongChance } from "./odds.ts";
import { trustPolicies } from "./trustRules.ts";

describe("resultOdds", () => {
	it("gives a newcomer nine to one", () => {
		expect(resultOdds({ good: 0, bad: 0 }, 0)).toBeCloseTo(Math.log(9), 9);
	});

	it("gives nothing, and never less, to a provider that is more likely wrong than right", () => {
		expect(resultOdds({ good: 0, bad: 1 }, 3)).toBe(0);
		fc.assert(
			fc.property(fc.nat(1e6), fc.nat(20), fc.nat(9), (good, bad, later) => {
				expect(resultOdds({ good, bad }, later)).toBeGreaterThanOrEqual(0);
			}),
		);
	});

	it("multiplies the odds by ten for each later check, up to three", () => {
		const of = (later: number) => resultOdds({ good: 50, bad: 0 }, later);
		expect(of(1) - of(0)).toBeCloseTo(Math.log(10), 9);
		expect(of(mostLaterChecks + 5)).toBe(of(mostLaterChecks));
	});

	it("settles no established provider's result on its past alone, under any policy", () => {
		for (const rules of Object.values(trustPolicies)) {
			expect(resultOdds({ good: 1e9, bad: 0 }, 0)).toBeLessThan(rules.finalOdds);
		}
	});
});

describe("checksMissing", () => {
	it("is the least number of later checks that lifts the odds to what is needed", () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0, max: 20, noNaN: true }),
				fc.double({ min: 0, max: 20, noNaN: true }),
				(odds, needed) => {
					const checks = checksMissing(odds, needed);
					expect(odds + checks * Math.log(10)).toBeGreaterThanOrEqual(needed - 1e-6);
					if (checks > 0) expect(odds + (checks - 1) * Math.log(10)).toBeLessThan(needed);
				},
			),
		);
	});
});

describe("isEstablished", () => {
	it("asks for the policy's number of checks and no lie in memory", () => {
		expect(isEstablished(trustPolicies.balanced, { good: 20, bad: 0 })).toBe(true);
		expect(isEstablished(trustPolicies.balanced, { good: 19.9, bad: 0 })).toBe(false);
		expect(isEstablished(trustPolicies.balanced, { good: 500, bad: 1 })).toBe(false);
	});
});

describe("wrongChance", () => {
	it("turns log odds back into a chance", () => {
		expect(wrongChance(Math.log(9))).toBeCloseTo(0.1, 12);
	});
});

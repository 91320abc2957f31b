import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admitsNewcomer, crowdOf } from "./crowd.ts";
import { resultOdds } from "./odds.ts";
import { doubt } from "./trustRecord.ts";
import { trustPolicies } from "./trustRules.ts";
import { weigh } from "./weigh.ts";

const fresh = { good: 0, bad: 0 };

describe("a crowd of newcomers in one address block", () => {
	it("is worth less, each of them, the more they are, and nothing from nine on", () => {
		expect(resultOdds(fresh, 0, crowdOf(false, 1))).toBeCloseTo(Math.log(9), 9);
		expect(resultOdds(fresh, 0, crowdOf(false, 3))).toBeCloseTo(Math.log(3), 9);
		expect(resultOdds(fresh, 0, crowdOf(false, 9))).toBe(0);
	});

	it("has no more weight together than one newcomer alone, in odds", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 200 }), (newcomers) => {
				const each = Math.exp(resultOdds(fresh, 0, crowdOf(false, newcomers)));
				const above = each > 1 ? each : 0;
				expect(above * newcomers).toBeLessThanOrEqual(9 + 1e-9);
			}),
		);
	});

	it("can't take a shard for now with two of its blocks that are crowded", () => {
		const odds = resultOdds(fresh, 0, crowdOf(false, 2));
		const results = [0, 1].map((origin) => ({ origin, odds, established: false }));
		const { provisionalOdds } = trustPolicies.balanced;
		expect(weigh(results, () => true).odds).toBeLessThan(provisionalOdds);
	});

	it("fades as its members pass checks, and never touches an established neighbour", () => {
		expect(doubt({ good: 20, bad: 0 }, crowdOf(false, 9))).toBeLessThan(0.25);
		expect(crowdOf(true, 500)).toBe(1);
	});

	it("gets no more work than eight newcomers do at a time", () => {
		expect(admitsNewcomer(7)).toBe(true);
		expect(admitsNewcomer(8)).toBe(false);
	});
});

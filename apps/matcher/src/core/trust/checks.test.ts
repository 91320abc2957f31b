import { lowestCheckChance } from "@tabgrid/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressBlock } from "./addressBlock.ts";
import { backOffMs } from "./backOff.ts";
import { checksAfter, withPassed } from "./passedChecks.ts";
import { isFaultyFamily } from "./quarantine.ts";
import { checkChance } from "./spotCheck.ts";
import { trustPolicies } from "./trustRules.ts";

const usual = { good: 100, price: 1, share: 0, daysAway: 0, staked: true };
const { balanced } = trustPolicies;

describe("passed checks", () => {
	it("tell how many of the last three lie after a result, in any order of passing", () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.nat(1000), { maxLength: 12 }), fc.nat(1000), (passed, at) => {
				const kept = passed.reduce<readonly number[]>(withPassed, []);
				const later = passed.filter((sequence) => sequence > at).length;
				expect(checksAfter(kept, at)).toBe(Math.min(3, later));
			}),
		);
	});

	it("aren't changed by the same check again", () => {
		expect(withPassed([9, 5], 5)).toEqual([9, 5]);
	});
});

describe("checkChance", () => {
	it("falls with passed checks and never below the policy's least", () => {
		fc.assert(
			fc.property(fc.nat(1e6), fc.nat(1e6), (few, more) => {
				const [less, most] = [Math.min(few, more), Math.max(few, more)];
				const often = checkChance(balanced, { ...usual, good: less });
				const rarely = checkChance(balanced, { ...usual, good: most });
				expect(rarely).toBeLessThanOrEqual(often);
				expect(rarely).toBeGreaterThanOrEqual(balanced.leastCheck * (2 / 3));
				expect(often).toBeLessThanOrEqual(1);
			}),
		);
	});

	it("rises with price, share of the job, absence, and lack of stake", () => {
		const chance = checkChance(balanced, usual);
		expect(checkChance(balanced, { ...usual, price: 4 })).toBeGreaterThan(chance);
		expect(checkChance(balanced, { ...usual, share: 0.4 })).toBeGreaterThan(chance);
		expect(checkChance(balanced, { ...usual, daysAway: 5 })).toBeGreaterThan(chance);
		expect(checkChance(balanced, { ...usual, staked: false })).toBeGreaterThan(chance);
	});

	it("has for its least 1.5 % without a stake and 1 % with one, when balanced", () => {
		const always = { ...usual, good: 1e12 };
		expect(checkChance(balanced, { ...always, staked: false })).toBeCloseTo(0.015, 9);
		expect(checkChance(balanced, { ...always, staked: true })).toBeCloseTo(0.01, 9);
		expect(checkChance(balanced, always)).toBeGreaterThanOrEqual(lowestCheckChance("balanced"));
	});

	it("checks every result under the paranoid policy, whatever is at stake", () => {
		expect(checkChance(trustPolicies.paranoid, { ...usual, staked: false })).toBe(1);
		expect(checkChance(trustPolicies.paranoid, { ...usual, staked: true })).toBe(1);
	});
});

describe("addressBlock", () => {
	it("is an IPv4 address' /24 and an IPv6 address' /48", () => {
		expect(addressBlock("203.0.113.77")).toBe("203.0.113.0/24");
		expect(addressBlock("::ffff:203.0.113.9")).toBe("203.0.113.0/24");
		expect(addressBlock("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1::/48");
		expect(addressBlock("2001:0DB8:0001::5")).toBe("2001:db8:1::/48");
		expect(addressBlock("::1")).toBe("0:0:0::/48");
		expect(addressBlock("fe80::1%eth0")).toBe("fe80:0:0::/48");
	});

	it("keeps what is no address as it is", () => {
		expect(addressBlock("unix:")).toBe("unix:");
	});
});

describe("backOffMs", () => {
	it("doubles from half a minute to an hour with each lease that ends with nothing", () => {
		expect([0, 1, 2, 3, 20].map(backOffMs)).toEqual([0, 30_000, 60_000, 120_000, 3_600_000]);
	});
});

describe("isFaultyFamily", () => {
	it("blames the backend when most of its providers are wrong alike", () => {
		expect(isFaultyFamily({ right: 0, wrongAlike: 3 })).toBe(true);
		expect(isFaultyFamily({ right: 40, wrongAlike: 3 })).toBe(false);
	});

	it("isn't misled by a crowd of new keys that name a family of established providers", () => {
		const crowd = { right: 12, wrongAlike: 90 };
		expect(isFaultyFamily(crowd)).toBe(true);
		expect(isFaultyFamily({ ...crowd, established: { right: 12, wrongAlike: 0 } })).toBe(false);
		expect(isFaultyFamily({ ...crowd, established: { right: 1, wrongAlike: 3 } })).toBe(true);
		expect(isFaultyFamily({ ...crowd, established: { right: 0, wrongAlike: 0 } })).toBe(true);
	});

	it("blames the providers when they are too few to tell a backend from a ring", () => {
		expect(isFaultyFamily({ right: 0, wrongAlike: 2 })).toBe(false);
	});
});

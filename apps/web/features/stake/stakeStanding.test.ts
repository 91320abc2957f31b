import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coveredPrice, stakeFor, standingOf } from "./stakeStanding";

const minor = fc.bigInt({ min: 1n, max: 10n ** 18n });

describe("what a stake comes to", () => {
	it("is nothing when nothing is there", () => {
		expect(standingOf({ amount: 0n, leaving: 0n, leavesAt: 0n }, 5n)).toEqual({ kind: "none" });
	});

	it("is staked while nothing leaves", () => {
		const standing = standingOf({ amount: 7n, leaving: 0n, leavesAt: 0n }, 5n);
		expect(standing).toEqual({ kind: "staked", amount: 7n, stays: 7n });
	});

	it("leaves until the second of its notice's end, and is ready from then on", () => {
		const stake = { amount: 7n, leaving: 2n, leavesAt: 100n };
		const told = { amount: 7n, stays: 5n, leaving: 2n, leavesAt: 100_000 };
		expect(standingOf(stake, 99n)).toEqual({ kind: "leaving", ...told });
		expect(standingOf(stake, 100n)).toEqual({ kind: "ready", ...told });
	});
});

describe("what a stake covers", () => {
	it("the sum for a price covers that price, and a minor unit less does not", () => {
		fc.assert(
			fc.property(minor, (price) => {
				expect(coveredPrice(stakeFor(price))).toBe(price);
				expect(coveredPrice(stakeFor(price) - 1n)).toBe(price - 1n);
			}),
		);
	});
});

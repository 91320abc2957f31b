import { expect, it } from "vitest";
import { percentile, rounded } from "./percentile.ts";

it("takes the smallest value that so large a share of all does not exceed", () => {
	const values = [5, 1, 4, 2, 3];
	expect([0, 0.2, 0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([1, 1, 3, 5, 5]);
});

it("has no percentile of nothing", () => {
	expect(percentile([], 0.5)).toBeNaN();
});

it("keeps three significant digits", () => {
	expect([12_345, 0.012345, 1].map(rounded)).toEqual([12_300, 0.0123, 1]);
});

import { describe, expect, it } from "vitest";
import { hasCheckers, isChecked, mayCompute } from "./checkers.ts";

describe("a grid with established providers enough", () => {
	it("lets newcomers compute first, and none but established ones check", () => {
		expect(mayCompute(false, { results: 0 }, true)).toBe(true);
		expect(mayCompute(false, { results: 1 }, true)).toBe(false);
		expect(mayCompute(true, { results: 1 }, true)).toBe(true);
	});

	it("counts no check that newcomers made among themselves", () => {
		expect(isChecked({ supporters: 5, established: false }, true)).toBe(false);
		expect(isChecked({ supporters: 2, established: true }, true)).toBe(true);
		expect(isChecked({ supporters: 1, established: true }, true)).toBe(false);
	});
});

describe("a grid with too few of them", () => {
	it("lets newcomers check each other, or its jobs would never end", () => {
		expect([9, 10].map(hasCheckers)).toEqual([false, true]);
		expect(mayCompute(false, { results: 1 }, false)).toBe(true);
		expect(isChecked({ supporters: 2, established: false }, false)).toBe(true);
	});
});

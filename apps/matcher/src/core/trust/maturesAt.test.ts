import { describe, expect, it } from "vitest";
import { maturesAt } from "./maturesAt.ts";

const job = { alone: 3, startedAt: 1_000_000, deadlineAt: 9_000_000 };

describe("a job whose shards are all decided", () => {
	it("settles at once when no result stands alone", () => {
		expect(maturesAt({ ...job, alone: 0 }, 300_000, 2_000_000)).toBe(2_000_000);
	});

	it("waits for the policy's time when it has worked at least as long", () => {
		expect(maturesAt(job, 300_000, 2_000_000)).toBe(2_300_000);
	});

	it("waits no longer than it has worked", () => {
		expect(maturesAt(job, 300_000, 1_020_000)).toBe(1_040_000);
		expect(maturesAt(job, 300_000, 999_000)).toBe(999_000);
	});

	it("leaves a minute before its deadline, and never waits for the past", () => {
		expect(maturesAt(job, 300_000, 8_900_000)).toBe(8_940_000);
		expect(maturesAt(job, 300_000, 8_990_000)).toBe(8_990_000);
	});
});

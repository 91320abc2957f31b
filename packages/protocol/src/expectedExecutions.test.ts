import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedExecutions } from "./expectedExecutions.ts";
import { policyFigures } from "./policyFigures.ts";

/** The tiles of `npm run demo`'s picture: 32 by 32 pixels, 208 iterations of 720 operations each. */
const tiles = { shards: 256, flopPerShard: 32 * 32 * 208 * 720 };
const newTabs = (count: number) => ({
	established: 0,
	passed: 0,
	newcomers: count,
	missing: 20 * count,
});
const oldTabs = (count: number, passed = 100) => ({
	established: count,
	passed,
	newcomers: 0,
	missing: 0,
});

describe("expectedExecutions", () => {
	it("tells what the demo measures: 256 tiles on three new tabs took 1.35 and 1.37 executions each", () => {
		const expected = expectedExecutions("balanced", tiles, newTabs(3));
		expect(expected).toBeGreaterThan(1.3);
		expect(expected).toBeLessThan(1.4);
	});

	it("is the simulator's figure on a large grid of established providers", () => {
		const large = { shards: 100_000, flopPerShard: 1e9 };
		for (const policy of ["fast", "balanced"] as const)
			expect(expectedExecutions(policy, large, oldTabs(200))).toBe(
				policyFigures[policy].executions.usual,
			);
		expect(expectedExecutions("paranoid", large, newTabs(200))).toBe(2);
	});

	it("is two where a job is too short for anybody to be established, and unknown for one alone", () => {
		expect(expectedExecutions("balanced", { ...tiles, shards: 20 }, newTabs(3))).toBe(2);
		expect(expectedExecutions("balanced", tiles, newTabs(1))).toBeNull();
	});

	it("lies between one and two, and falls as a job grows or its providers are known", () => {
		const shards = fc.integer({ min: 1, max: 100_000 });
		const flop = fc.integer({ min: 1, max: 1e12 });
		const policies = fc.constantFrom("fast" as const, "balanced" as const);
		fc.assert(
			fc.property(
				policies,
				shards,
				flop,
				fc.integer({ min: 0, max: 50 }),
				fc.integer({ min: 0, max: 50 }),
				(policy, count, flopPerShard, established, newcomers) => {
					fc.pre(established + newcomers > 1);
					const grid = { established, passed: 30, newcomers, missing: newcomers * 15 };
					const job = { shards: count, flopPerShard };
					const told = expectedExecutions(policy, job, grid) ?? Number.NaN;
					expect(told).toBeGreaterThanOrEqual(policyFigures[policy].executions.usual);
					expect(told).toBeLessThanOrEqual(2);
					const longer = expectedExecutions(policy, { ...job, shards: count * 2 }, grid);
					expect(longer).toBeLessThanOrEqual(told + 0.02);
					const known = expectedExecutions(policy, job, oldTabs(established + newcomers, 30));
					expect(known).toBeLessThanOrEqual(told + 1e-9);
				},
			),
		);
	});
});

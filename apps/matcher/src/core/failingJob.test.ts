import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type FailedAttempts,
	failingRules,
	isFailingEverywhere,
	type JobTrial,
} from "./failingJob.ts";

const attempts = (name: string, shards: number[], firstAt: number): FailedAttempts => ({
	providerId: name,
	wallet: null,
	network: `network of ${name}`,
	firstAt,
	shards,
});
const trial: JobTrial = {
	shardTotal: 10,
	results: 0,
	failed: [attempts("a", [0], 10), attempts("b", [1], 20), attempts("c", [2], 30)],
	held: [],
};
const stops = (change: Partial<JobTrial>) =>
	isFailingEverywhere({ ...trial, ...change }, failingRules);

describe("a job that fails wherever it is tried", () => {
	it("is hopeless when three owners in two networks failed with three shards", () => {
		expect(stops({})).toBe(true);
		expect(stops({ failed: trial.failed.slice(0, 2) })).toBe(false);
		expect(stops({ failed: trial.failed.map((one) => ({ ...one, shards: [0] })) })).toBe(false);
	});

	it("with fewer shards than that, when all of them failed", () => {
		const failed = trial.failed.map((one) => ({ ...one, shards: [0] }));
		expect(stops({ failed, shardTotal: 1 })).toBe(true);
	});

	it("is saved by one provider that held a replica all the while, until that fails too", () => {
		const held = [{ providerId: "honest", leasedAt: 25 }];
		expect(stops({ held })).toBe(false);
		expect(stops({ held, failed: [...trial.failed, attempts("honest", [3], 99)] })).toBe(true);
		expect(stops({ held: [{ providerId: "later", leasedAt: 31 }] })).toBe(true);
	});

	const anyone = fc.record({
		providerId: fc.constantFrom("a", "b", "c", "d", "e", "f"),
		wallet: fc.constantFrom(null, "w1", "w2", "w3"),
		network: fc.constantFrom("n1", "n2", "n3"),
		firstAt: fc.nat(100),
		shards: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 3 }),
	});
	const anyTrial = fc.record({
		shardTotal: fc.integer({ min: 1, max: 10 }),
		results: fc.constantFrom(0, 0, 0, 1),
		failed: fc.uniqueArray(anyone, { selector: ({ providerId }) => providerId }),
		held: fc.array(fc.record({ providerId: fc.constantFrom("a", "x"), leasedAt: fc.nat(100) })),
	});

	it("is never called so by one network or one wallet, however many session keys it has", () => {
		fc.assert(
			fc.property(anyTrial, (any) => {
				const one = { network: "n1" };
				const network = any.failed.map((attempt) => ({ ...attempt, ...one }));
				expect(isFailingEverywhere({ ...any, failed: network }, failingRules)).toBe(false);
				const wallet = any.failed.map((attempt) => ({ ...attempt, wallet: "w1" }));
				expect(isFailingEverywhere({ ...any, failed: wallet }, failingRules)).toBe(false);
			}),
		);
	});

	it("is never called so once there is a result, nor by less evidence than before", () => {
		fc.assert(
			fc.property(anyTrial, (any) => {
				expect(isFailingEverywhere({ ...any, results: 1 }, failingRules)).toBe(false);
				if (isFailingEverywhere({ ...any, held: [] }, failingRules)) return;
				const fewer = { ...any, held: [], failed: any.failed.slice(1) };
				expect(isFailingEverywhere(fewer, failingRules)).toBe(false);
			}),
		);
	});
});

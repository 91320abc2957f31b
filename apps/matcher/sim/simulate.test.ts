import { describe, expect, it } from "vitest";
import { aimsOf } from "./aims.ts";
import { Escrow } from "./Escrow.ts";
import { BrokenInvariant } from "./invariants.ts";
import type { SimPolicy } from "./model.ts";
import { readOptions } from "./options.ts";
import { plotCurve, plotScenarios } from "./plot.ts";
import { fixedQuorum } from "./policies/fixedQuorum.ts";
import { createProviders } from "./population.ts";
import { createRandom } from "./random.ts";
import { runOnce } from "./run.ts";
import { scenarios } from "./scenarios.ts";
import { simulate } from "./simulate.ts";
import { add, figuresOf, noCounts } from "./tally.ts";

const size = { shards: 10_000, jobShards: 2_500, providers: 40 };
const run = (policy: string, scenario: string, seed = 1, shards = size.shards) =>
	figuresOf(runOnce({ policy, scenario, seed, ...size, shards }));
function first<T>(list: readonly T[]): T {
	const [one] = list;
	if (one === undefined) throw new Error("The list is empty.");
	return one;
}
const honestGrid = scenarios.filter(({ name }) => name === "honest");

describe("a simulated grid", () => {
	it("replays exactly from its seed", () => {
		expect(run("tabgrid", "sleepers-10", 3)).toEqual(run("tabgrid", "sleepers-10", 3));
		expect(run("tabgrid", "sleepers-10", 4)).not.toEqual(run("tabgrid", "sleepers-10", 3));
	});

	it("computes every shard twice under 2-of-2 and thrice under 2-of-3 when all are honest", () => {
		expect(run("2-of-2", "honest").executionsPerVerified).toBeCloseTo(2, 3);
		expect(run("2-of-3", "honest").executionsPerVerified).toBeCloseTo(3, 3);
	});

	it.each(scenarios.map(({ name }) => name))("ends every job under each policy: %s", (name) => {
		for (const policy of ["boinc", "poco", "tabgrid-fast", "tabgrid"]) {
			expect(run(policy, name, 1, 3_000).shards).toBe(3_000);
		}
	});

	it.each([
		"liars",
		"constant",
		"copiers",
		"low-precision",
		"ring-10",
		"equivocators",
		"sybils-thousands",
	])("accepts nothing wrong from newcomers who lie, alone, alike or in a crowd: %s", (name) => {
		expect(run("tabgrid", name).wrongPerMillion).toBe(0);
	});

	it("can't see what its comparator can't, and says so", () => {
		expect(run("tabgrid", "low-precision-unseen").wrongPerMillion).toBeGreaterThan(50_000);
	});

	it("weighs a whole job again before it settles: what was sure enough may be so no more", () => {
		const long = { shards: 100_000, jobShards: 20_000, providers: 200 };
		const found = runOnce({ policy: "tabgrid-fast", scenario: "rare-liars-10", seed: 7, ...long });
		expect(figuresOf(found).shards).toBe(long.shards);
	});

	it("pays a voucher once, however often it is redeemed", () => {
		const { honestUnpaidPerMillion, lostToCheatsPerMillion } = run("tabgrid", "replayers");
		expect([honestUnpaidPerMillion, lostToCheatsPerMillion]).toEqual([0, 0]);
		const escrow = new Escrow(2);
		const [provider] = createProviders(first(honestGrid), createRandom(1), 1, 1_000);
		if (provider === undefined) throw new Error("There is no provider.");
		const paid = [3, 3, 1, 5].map((earned) => escrow.redeem(provider.provider, earned));
		expect(paid).toEqual([3, 0, 0, 2]);
		expect(escrow.paid).toBe(5);
	});

	it("spends no more on canaries than the policy's share, and some", () => {
		const without = run("tabgrid@0.015/0", "honest").executionsPerVerified;
		const withThem = run("tabgrid@0.015/.03", "honest").executionsPerVerified;
		expect(withThem - without).toBeGreaterThan(0.01);
		expect(withThem - without).toBeLessThan(0.04);
	});

	it("pays every honest result, also when a crowd of new keys floods the grid", () => {
		for (const scenario of ["honest", "ring-30", "sybils", "sleepers-10"]) {
			expect(run("tabgrid", scenario).honestUnpaidPerMillion).toBe(0);
		}
	});

	it("is fooled by a ring under a fixed quorum, so that the figures of ours mean something", () => {
		expect(run("2-of-2", "ring-10").wrongPerMillion).toBeGreaterThan(5_000);
	});

	it("stops at a policy that settles what it shouldn't, and says how to replay it", () => {
		const careless: SimPolicy = { ...fixedQuorum(1, 1), holds: () => false };
		expect(() => simulate(first(honestGrid), careless, createRandom(1), size)).toThrow(
			BrokenInvariant,
		);
		expect(() => run("nobody", "honest")).toThrow("no policy nobody");
	});
});

describe("the simulator's report", () => {
	const rows = ["boinc", "tabgrid"].map((policy) => ({
		scenario: "liars",
		policy,
		figures: run(policy, "liars"),
	}));

	it("compares each aim with the figures, and leaves out those it has no figure for", () => {
		const aims = aimsOf(rows);
		expect(aims.find(({ says }) => says.startsWith("0 wrong"))?.met).toBe(true);
		expect(aims.find(({ says }) => says.includes("sleepers"))?.met).toBeNull();
	});

	it("plots a point for each row", () => {
		expect(plotScenarios(rows).match(/<circle [^>]*><title>/g)).toHaveLength(2);
		expect(plotCurve(rows)).toBeUndefined();
	});

	it("plots what checking more buys, with the spread of the runs", () => {
		const twice = (policy: string, scenario: string) =>
			[1, 2].map((seed) => runOnce({ policy, scenario, seed, ...size, shards: 3_000 }));
		const both = ["tabgrid", "tabgrid@.03/0", "tabgrid@.015/.02"].flatMap((policy) =>
			["honest", "rare-liars-10"].map((scenario) => ({
				scenario,
				policy,
				figures: figuresOf(twice(policy, scenario).reduce(add, noCounts)),
			})),
		);
		expect(plotCurve(both)?.match(/<circle [^>]*><title>/g)).toHaveLength(3);
		expect(both.every(({ figures }) => figures.wrongError !== null)).toBe(true);
	});
});

describe("readOptions", () => {
	it("names the option that can't be read, and what would do", () => {
		expect(() => readOptions(["--shards", "none"])).toThrow("--shards");
		expect(() => readOptions(["--scenarios", "paradise"])).toThrow("known are only honest");
		expect(() => readOptions(["--policies", "tabgrid@2/0"])).toThrow("tabgrid@CHECKS/CANARIES");
		expect(readOptions(["--policies", "boinc,tabgrid@.03/0"]).policies).toHaveLength(2);
		expect(readOptions(["--seeds", "200", "--json"])).toMatchObject({ seeds: 200, json: true });
	});
});

import type { NetworkView } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { expectationOf, expectedJobOf, presentExpectation } from "./policyFigures";

const nobody = { verified: 0, replicas: 0 };
const network = (established: number, newcomers: number): NetworkView => {
	const standing = { established, passed: 40, newcomers, missing: newcomers * 20 };
	return {
		providers: {
			online: established + newcomers,
			backends: { webgpu: 0, wasm: established + newcomers },
			adapters: [],
			known: 0,
		},
		redundancy: { lastHour: nobody, lastDay: nobody, all: nobody },
		trust: { fast: standing, balanced: standing },
	};
};
const job = expectedJobOf({ shards: 256, flop: 256 * 1e9 });

test("a policy takes more on a grid of newcomers than on one of established providers", () => {
	const young = presentExpectation("balanced", job, network(1, 2));
	expect(young).toMatchObject({ established: 1, providers: 3 });
	const old = presentExpectation("balanced", job, network(3, 0));
	expect(young?.executions).toBeGreaterThan(old?.executions ?? Number.NaN);
	expect(old?.executions).toBeGreaterThan(1.05);
});

test("what nobody knows isn't told: no job, no grid, nobody to check, or a policy that takes the same", () => {
	expect(presentExpectation("balanced", null, network(3, 0))).toBeNull();
	expect(presentExpectation("balanced", job, undefined)).toBeNull();
	expect(presentExpectation("fast", job, network(1, 0))).toBeNull();
	expect(presentExpectation("paranoid", job, network(3, 0))).toBeNull();
	expect(expectationOf({ policy: "paranoid", quorum: 2 }).executions).toBe(2);
});

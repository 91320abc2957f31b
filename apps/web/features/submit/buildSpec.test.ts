import {
	Address,
	type CreateJobReply,
	Digest,
	expectedCost,
	jobIdOf,
	specHashOf,
	worstCaseCost,
} from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { buildSpec, makeNonce } from "./buildSpec";
import { checkReply } from "./checkReply";

const address = (digit: string) => Address.parse(`0x${digit.repeat(40)}`);
const digest = (digit: string) => Digest.parse(digit.repeat(64));
const grid = { chainId: 31337, escrow: address("a"), operator: address("b") };
const spec = buildSpec({
	grid,
	client: address("c"),
	plan: {
		kernel: "ocr-lines",
		kernelVersion: 1,
		params: {},
		model: { digest: digest("1"), bytes: 10, builtin: true },
		manifest: digest("2"),
		shards: 24,
		items: 24,
		inputBytes: 1_000,
		flop: 1e9,
		labels: [],
		outputs: [],
	},
	terms: {
		title: "Letters",
		policy: { quorum: 2, maxReplicas: 4 },
		price: 10_000n,
		deadlineSeconds: 3_600,
		comparators: {},
	},
	nonce: makeNonce(),
	now: 1_800_000_000.4,
});
const honest: CreateJobReply = {
	jobId: jobIdOf(spec),
	specHash: specHashOf(spec),
	terms: {
		specHash: specHashOf(spec),
		operator: grid.operator,
		deadline: spec.deadline,
		shards: spec.shards,
		pricePerReplica: spec.pricePerReplica,
		budget: worstCaseCost(spec).toString(),
	},
	expectedCost: expectedCost(spec).toString(),
};

test("a spec counts its deadline from now and carries the plan and the terms", () => {
	expect(spec).toMatchObject({
		deadline: 1_800_003_601,
		shards: 24,
		pricePerReplica: "10000",
		policy: { quorum: 2, maxReplicas: 4 },
	});
});

test("the matcher's honest answer passes", () => {
	expect(() => checkReply(spec, grid, honest)).not.toThrow();
});

test("any changed term is refused before anything is signed", () => {
	const changed: CreateJobReply["terms"][] = [
		{ ...honest.terms, operator: address("d") },
		{ ...honest.terms, budget: "99999999" },
		{ ...honest.terms, deadline: spec.deadline + 1 },
		{ ...honest.terms, pricePerReplica: "20000" },
	];
	for (const terms of changed)
		expect(() => checkReply(spec, grid, { ...honest, terms })).toThrow(/Nothing was signed/);
});

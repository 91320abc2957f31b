import { expect, test } from "vitest";
import { expectedCost, worstCaseCost } from "./cost.ts";
import { Address, Digest } from "./ids.ts";
import { jobIdOf, specHashOf } from "./jobId.ts";
import { JobSpec } from "./jobSpec.ts";

const spec = JobSpec.parse({
	version: 1,
	chainId: 31337,
	escrow: "0x00000000000000000000000000000000000000EE",
	client: "0x00000000000000000000000000000000000000CC",
	nonce: "00112233445566778899aabbccddeeff",
	title: "Archive page",
	kernel: "ocr-lines",
	kernelVersion: 1,
	model: "11".repeat(32),
	params: { b: 1, a: [1.5, "x"] },
	manifest: "22".repeat(32),
	shards: 24,
	comparators: { "*": { kind: "exact" } },
	policy: { quorum: 2, maxReplicas: 5 },
	pricePerReplica: "1000",
	deadline: 1_900_000_000,
});

test("an address is the same in any spelling", () => {
	expect(spec.escrow).toBe("0x00000000000000000000000000000000000000ee");
	expect(Address.parse(spec.escrow)).toBe(spec.escrow);
});

test("the spec's hash doesn't depend on the order of its keys", () => {
	const reordered = JobSpec.parse(Object.fromEntries(Object.entries(spec).reverse()));
	expect(specHashOf(reordered)).toBe(specHashOf(spec));
});

test("any change to the spec changes the job's id, and so does another chain, escrow or client", () => {
	const ids = new Set([
		jobIdOf(spec),
		jobIdOf({ ...spec, title: "Archive page " }),
		jobIdOf({ ...spec, chainId: 1 }),
		jobIdOf({ ...spec, escrow: Address.parse(`0x${"0".repeat(39)}1`) }),
		jobIdOf({ ...spec, client: Address.parse(`0x${"0".repeat(39)}1`) }),
		jobIdOf({ ...spec, model: Digest.parse("33".repeat(32)) }),
	]);
	expect(ids.size).toBe(6);
});

test("cost is shards times replicas times price, worst case and expected", () => {
	expect(worstCaseCost(spec)).toBe(120_000n);
	expect(expectedCost(spec)).toBe(48_000n);
});

test("a trust policy changes the id and the expected cost, and a spec without one hashes as ever", () => {
	const policy = { quorum: 2, maxReplicas: 5, trust: "balanced" } as const;
	const trusting = JobSpec.parse({ ...spec, policy });
	expect(jobIdOf(trusting)).not.toBe(jobIdOf(spec));
	expect(expectedCost(trusting)).toBe(26_000n);
	expect(worstCaseCost(trusting)).toBe(120_000n);
	expect(Object.keys(spec.policy)).toEqual(["quorum", "maxReplicas"]);
	expect(specHashOf(spec)).toBe(
		"0x84384cc9d9fd5340b951b6cb20b28dcf89c76bc68af8353dfef6fb36c294780f",
	);
	const few = { quorum: 1, maxReplicas: 2, trust: "fast" };
	expect(JobSpec.safeParse({ ...spec, policy: few }).success).toBe(false);
});

test("a spec with an unknown field, a quorum above five or fewer replicas than quorum is refused", () => {
	expect(JobSpec.safeParse({ ...spec, extra: 1 }).success).toBe(false);
	expect(JobSpec.safeParse({ ...spec, policy: { quorum: 6, maxReplicas: 6 } }).success).toBe(false);
	expect(JobSpec.safeParse({ ...spec, policy: { quorum: 3, maxReplicas: 2 } }).success).toBe(false);
});

test("refuses a price that is no number with a sentence, not with an exception", () => {
	expect(JobSpec.shape.pricePerReplica.safeParse("!4000").error?.issues).toMatchObject([
		{ message: "An amount is a whole number of minor units." },
	]);
});

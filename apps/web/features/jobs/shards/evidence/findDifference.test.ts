import { encodeBundle, JobSpec } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { findDifference } from "./findDifference";

const spec = JobSpec.parse({
	version: 1,
	chainId: 31_337,
	escrow: `0x${"e5".repeat(20)}`,
	client: `0x${"c1".repeat(20)}`,
	nonce: "0".repeat(32),
	title: "A batch",
	kernel: "onnx-batch",
	kernelVersion: 2,
	model: "a".repeat(64),
	params: {},
	manifest: "b".repeat(64),
	shards: 9,
	comparators: { "*": { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 1e-3 } },
	policy: { quorum: 2, maxReplicas: 4 },
	pricePerReplica: "1000",
	deadline: 1_900_000_000,
});
const bundle = (outputs: Record<string, readonly number[]>, rows = 2) =>
	encodeBundle(
		Object.fromEntries(
			Object.entries(outputs).map(([name, values]) => [
				name,
				{
					dtype: "float32" as const,
					dims: [rows, values.length / rows],
					data: new Uint8Array(new Float32Array(values).buffer),
				},
			]),
		),
	);

test("the output that decides is named, with both values and the place where they differ most", () => {
	const honest = bundle({ scores: [1, 2, 3, 4, 5, 6], sums: [7, 8] });
	const lie = bundle({ scores: [1, 2.5, 3, 4, 9, 6], sums: [7, 8.1] });
	const difference = findDifference(spec, honest, lie);
	expect(difference).toMatchObject({
		agree: false,
		output: "scores",
		comparator: { kind: "close" },
		at: { place: [1, 1], one: 5, other: 9 },
		others: 1,
	});
	expect(difference.distance).toBeGreaterThan(100);
	expect(difference.why).toContain("L2");
});

test("results that agree differ by less than is permitted", () => {
	const honest = bundle({ scores: [1, 2] });
	const near = findDifference(spec, honest, bundle({ scores: [1, 2.0001] }));
	expect(near).toMatchObject({ agree: true, why: null, others: 0, at: { place: [1, 0] } });
	expect(near.distance).toBeLessThan(1);
	expect(findDifference(spec, honest, honest)).toMatchObject({ distance: 0, at: null });
});

test("a number on one side only, and another shape, are beyond measure", () => {
	const honest = bundle({ scores: [1, 2] });
	expect(findDifference(spec, honest, bundle({ scores: [Number.NaN, 2] }))).toMatchObject({
		agree: false,
		distance: Number.POSITIVE_INFINITY,
		at: { place: [0, 0], one: 1 },
	});
	expect(findDifference(spec, honest, bundle({ scores: [1, 2] }, 1))).toMatchObject({
		agree: false,
		at: null,
		why: expect.stringContaining("shape"),
	});
});

import { expect, test } from "vitest";
import { type DemoSummary, problemsOf } from "./summary.ts";

const good: DemoSummary = {
	job: "0x01",
	kernel: "ocr-lines",
	shards: 24,
	verified: 24,
	replicas: 48,
	providers: 3,
	backends: { webgpu: 0, wasm: 48 },
	escrowed: "96000",
	paid: "48000",
	refunded: "48000",
	txs: [],
	accuracy: 0.99,
	artifact: "result.json",
	wallClockMs: 1,
	trusting: {
		job: "0x02",
		shards: 256,
		verified: 256,
		replicas: 320,
		executionsPerShard: 1.25,
		spotChecks: 6,
	},
};

test("a demo whose shards, text and money are in order has no problems", () => {
	expect(problemsOf(good)).toEqual([]);
});

test.each([
	["a shard that was not verified", { verified: 23 }, /1 of 24 shards/],
	["text that is too wrong", { accuracy: 0.94 }, /0\.9400/],
	["providers that were not paid", { paid: "0", refunded: "96000" }, /No provider/],
	[
		"trust that saved nothing",
		{ trusting: { ...good.trusting, executionsPerShard: 2.01 } },
		/2\.01 executions/,
	],
	[
		"a longer job with a gap",
		{ trusting: { ...good.trusting, verified: 250 } },
		/6 of 256 shards of the longer/,
	],
	["money that does not add up", { refunded: "47999" }, /48000 \+ 47999/],
])("%s is a problem", (_, change, sentence) => {
	const problems = problemsOf({ ...good, ...change });
	expect(problems).toHaveLength(1);
	expect(problems[0]).toMatch(sentence);
});

import { JobView } from "@tabgrid/protocol";
import { expect, test } from "vitest";
import { jobTimeline } from "./timeline";

const hex = (digit: string) => digit.repeat(64);
const address = `0x${"1".repeat(40)}`;
const none = { pending: 0, running: 0, disputed: 0, verified: 0, failed: 0 };

const job = JobView.parse({
	jobId: `0x${hex("a")}`,
	specHash: `0x${hex("b")}`,
	title: "Page",
	kernel: "ocr-lines",
	client: address,
	state: "settled",
	shards: { ...none, verified: 1 },
	shardTotal: 1,
	createdAt: 5_000,
	postedAt: 4_000,
	finishedAt: 9_000,
	escrowed: "4",
	earned: "2",
	refunded: "2",
	redeemed: "0",
	spec: {
		version: 1,
		chainId: 31337,
		escrow: address,
		client: address,
		nonce: "0".repeat(32),
		title: "Page",
		kernel: "ocr-lines",
		kernelVersion: 1,
		model: hex("c"),
		params: {},
		manifest: hex("d"),
		shards: 1,
		comparators: {},
		policy: { quorum: 2, maxReplicas: 4 },
		pricePerReplica: "1",
		deadline: 1_900_000_000,
	},
	replicas: {
		leased: 0,
		submitted: 0,
		agreed: 2,
		disagreed: 0,
		errored: 0,
		expired: 0,
		aborted: 0,
	},
	providers: 2,
	backends: { webgpu: 0, wasm: 2 },
	txs: [
		{ event: "JobPosted", hash: `0x${hex("1")}`, at: 4_000 },
		{ event: "JobSettled", hash: `0x${hex("2")}`, at: 9_000 },
	],
	resultRoot: null,
	artifact: null,
	reason: null,
	trust: null,
});

test("the log is newest first, and the draft comes last though a block was stamped before it", () => {
	expect(jobTimeline(job, []).map(({ what }) => what)).toEqual([
		"Settled; the rest went back to the client",
		"Posted and paid into escrow",
		"Draft registered",
	]);
});

test("what the matcher logged stands between the transactions, and nothing is told twice", () => {
	const events = [
		{ id: 1, at: 5_000, kind: "draft", message: "Registered with 1 shards." },
		{ id: 2, at: 5_500, kind: "funded", message: "The escrow holds 4 minor units." },
		{ id: 3, at: 5_600, kind: "shardFailed", message: "Shard 0 failed: nobody agrees." },
		{ id: 4, at: 9_000, kind: "settled", message: "Settled." },
	];
	expect(jobTimeline(job, events).map(({ what }) => what)).toEqual([
		"Settled; the rest went back to the client",
		"Shard 0 failed: nobody agrees.",
		"Posted and paid into escrow",
		"Draft registered",
	]);
});

test("a settlement comes after the result that it pays for, though its block is stamped earlier", () => {
	const result = { id: 1, at: 9_700, kind: "result", message: "The result is ready: 6 bytes." };
	expect(jobTimeline(job, [result]).map(({ what }) => what)).toEqual([
		"Settled; the rest went back to the client",
		"The result is ready: 6 bytes.",
		"Posted and paid into escrow",
		"Draft registered",
	]);
});

test("what was burned for a lie comes after the settlement, which stays at its time", () => {
	const burned = { id: 1, at: 90_000, kind: "stakeBurned", message: "1 minor unit was burned." };
	expect(jobTimeline(job, [burned]).slice(0, 2)).toMatchObject([
		{ at: 90_000, what: "1 minor unit was burned." },
		{ at: 9_000, what: "Settled; the rest went back to the client" },
	]);
});

test("an end that no transaction tells of is told from the job", () => {
	const dropped = { ...job, state: "cancelled" as const, txs: [], postedAt: null };
	expect(jobTimeline(dropped, [])[0]).toEqual({ at: 9_000, what: "Job cancelled" });
});

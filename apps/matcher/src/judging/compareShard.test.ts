import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
	type Digest,
	encodeBundle,
	JobId,
	ProviderId,
	ReplicaId,
	type TensorBundle,
} from "@tabgrid/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BlobStore } from "../blobs/BlobStore.ts";
import { openFileBlobStore } from "../blobs/fileBlobStore.ts";
import type { JudgeReplica, ShardToJudge } from "../store/index.ts";
import { compareShard } from "./compareShard.ts";

describe("comparing a shard's submissions", () => {
	let root: string;
	let blobs: BlobStore;
	beforeAll(async () => {
		root = await mkdtemp(join(tmpdir(), "tabgrid-judge-"));
		blobs = await openFileBlobStore(root);
	});
	afterAll(() => rm(root, { recursive: true, force: true }));

	const logits = (...values: number[]): TensorBundle => ({
		logits: {
			dtype: "float32",
			dims: [1, values.length],
			data: new Uint8Array(new Float32Array(values).buffer),
		},
	});
	let count = 0;
	const replica = async (output: Uint8Array): Promise<JudgeReplica> => {
		const { digest } = await blobs.putBytes(output);
		count += 1;
		return {
			replicaId: ReplicaId.parse(crypto.randomUUID()),
			providerId: ProviderId.parse(String(count).padStart(64, "0")),
			wallet: null,
			digest,
			outputBytes: output.length,
			undecided: true,
		};
	};
	const shard = (
		submitted: readonly JudgeReplica[],
		canonical: { replicaId: ReplicaId; digest: Digest } | null = null,
	): ShardToJudge => ({
		jobId: JobId.parse(`0x${"1".repeat(64)}`),
		shardIndex: 3,
		kernel: "onnx-batch",
		kernelVersion: 2,
		params: {},
		comparators: { "*": { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 1e-3 } },
		policy: { quorum: 2, maxReplicas: 3 },
		trust: null,
		canonical,
		submitted,
	});
	const statesOf = (judgement: Awaited<ReturnType<typeof compareShard>>["judgement"]) => {
		if (judgement?.judgement.kind !== "verified") return judgement?.judgement;
		const { verdicts } = judgement.judgement;
		return judgement.considered.map(
			(id) => verdicts.find(({ replicaId }) => replicaId === id)?.state,
		);
	};

	it("agrees by value where bytes differ, and tells the liar apart", async () => {
		const submitted = [
			await replica(encodeBundle(logits(1, 2, 3))),
			await replica(encodeBundle(logits(1, 2, 3.7))),
			await replica(encodeBundle(logits(1.00001, 2, 3))),
		];
		const { judgement, rejected, agreed } = await compareShard(shard(submitted), blobs);
		expect(rejected).toEqual([]);
		// The two that agreed, for the model's histogram.
		expect([agreed?.a, agreed?.b].toSorted()).toEqual(
			[submitted[0]?.replicaId, submitted[2]?.replicaId].toSorted(),
		);
		expect(statesOf(judgement)).toEqual(["agreed", "disagreed", "agreed"]);
	});

	it("asks for more where nobody agrees", async () => {
		const submitted = [
			await replica(encodeBundle(logits(1))),
			await replica(encodeBundle(logits(2))),
		];
		const { judgement } = await compareShard(shard(submitted), blobs);
		expect(judgement?.judgement).toEqual({ kind: "disputed", more: 1 });
	});

	it("judges a late result by the canonical one alone", async () => {
		const canonical = await replica(encodeBundle(logits(5, 6)));
		const late = [
			await replica(encodeBundle(logits(5, 6.00001))),
			await replica(encodeBundle(logits(4, 6))),
		];
		const { judgement } = await compareShard(shard(late, canonical), blobs);
		expect(statesOf(judgement)).toEqual(["agreed", "disagreed"]);
	});

	it("rejects what is no bundle or is lost, even when all sent the same", async () => {
		const noise = await replica(new TextEncoder().encode("noise"));
		const twin = { ...(await replica(new TextEncoder().encode("noise"))), digest: noise.digest };
		const both = await compareShard(shard([noise, twin]), blobs);
		expect(both.judgement).toBeUndefined();
		expect(both.rejected.map(({ replicaId, error }) => [replicaId, error.code])).toEqual([
			[noise.replicaId, "BAD_INPUT"],
			[twin.replicaId, "BAD_INPUT"],
		]);
		const lost = await replica(encodeBundle(logits(9)));
		await blobs.remove(lost.digest);
		const good = await replica(encodeBundle(logits(8)));
		const one = await compareShard(shard([lost, good]), blobs);
		expect(one.rejected).toMatchObject([
			{ replicaId: lost.replicaId, error: { code: "MISSING_BLOB" } },
		]);
	});
});

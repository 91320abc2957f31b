import { bucketOf } from "@tabgrid/kernels";
import { ReplicaId } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { modelSpread } from "./modelSpread.ts";
import { recordSpreads } from "./recordSpreads.ts";
import { submitReplicas } from "./submitReplicas.ts";
import { describeStore } from "./testing/describeStore.ts";
import { ask, digestOf, provider, runningJob, start, submissionOf } from "./testing/fixtures.ts";

describeStore("modelSpread", (db) => {
	const model = digestOf("model");

	/** Three results of one shard: two of WASM and one of WebGPU. */
	async function threeReplicas() {
		await runningJob(db(), { shards: 1, quorum: 3 });
		const ids = [];
		for (const [name, backend] of [
			["ada", "wasm"],
			["bob", "wasm"],
			["gpu", "webgpu"],
		] as const) {
			const who = await provider(db(), name);
			const [lease] = await ask(db(), who);
			if (!lease) throw new Error("There is a lease.");
			const submission = { ...submissionOf(who, lease.replicaId, name), backend };
			await submitReplicas(db(), [submission], start);
			ids.push(lease.replicaId);
		}
		const [ada, bob, gpu] = ids;
		if (!ada || !bob || !gpu) throw new Error("There are three.");
		return { ada, bob, gpu };
	}

	it("counts agreed pairs by the model, the output and the backends of the two", async () => {
		const { ada, bob, gpu } = await threeReplicas();
		const near = { output: "y", l2: bucketOf(0), peak: bucketOf(0) };
		const far = { output: "y", l2: bucketOf(2e-6), peak: bucketOf(1e-5) };
		for (let batch = 0; batch < 2; batch++)
			await recordSpreads(db(), [
				{ a: ada, b: bob, ...near },
				...Array.from({ length: 99 }, () => ({ a: gpu, b: ada, ...near })),
				{ a: bob, b: gpu, ...far },
			]);
		const { outputs } = await modelSpread(db(), model);
		expect(outputs).toMatchObject([
			{ output: "y", backends: "wasm", pairs: 2, l2: { p50: 0, p99: 0, max: 0 } },
			{ output: "y", backends: "wasm webgpu", pairs: 200, l2: { p50: 0, p99: 0 } },
		]);
		expect(outputs[1]?.l2.max).toBeGreaterThanOrEqual(2e-6);
		expect(outputs[1]?.l2.max).toBeLessThan(4e-6);
		expect(outputs[1]?.peak.max).toBeGreaterThanOrEqual(1e-5);
	});

	it("tells nothing of a model that nobody has compared, and passes unknown replicas over", async () => {
		const unknown = ReplicaId.parse(crypto.randomUUID());
		await recordSpreads(db(), [{ a: unknown, b: unknown, output: "y", l2: 1, peak: 1 }]);
		expect(await modelSpread(db(), model)).toEqual({ model, outputs: [] });
	});
});

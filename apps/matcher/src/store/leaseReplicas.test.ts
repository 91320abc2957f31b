import { expect, it } from "vitest";
import { abandonLeases, abandonStaleConnections } from "./abandonLeases.ts";
import { adoptLeases } from "./adoptLeases.ts";
import { cancelJob } from "./cancelJob.ts";
import { expireLeases } from "./expireLeases.ts";
import { failReplicas } from "./failReplicas.ts";
import { gridOpenWork } from "./gridOpenWork.ts";
import { jobView } from "./jobView.ts";
import { linkWallet } from "./linkWallet.ts";
import { providerSummary } from "./providerSummary.ts";
import { releaseReplicas } from "./releaseReplicas.ts";
import { shardView } from "./shardView.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	askAll,
	day,
	provider,
	providers,
	runningJob,
	start,
	submit,
	walletOf,
} from "./testing/fixtures.ts";

const error = { code: "OUT_OF_MEMORY", message: "No memory \0 left." } as const;

describeStore("leaseReplicas", (db) => {
	it("hands each shard to as many providers as its quorum, and no more", async () => {
		await runningJob(db(), { shards: 3, quorum: 2 });
		const many = await providers(db(), 5);
		const replies = await askAll(db(), many, 3);
		const places = replies.flatMap(({ leases }) => leases.map(({ shardIndex }) => shardIndex));
		expect(places.sort()).toEqual([0, 0, 1, 1, 2, 2]);
		for (const { leases } of replies) {
			expect(new Set(leases.map(({ shardIndex }) => shardIndex)).size).toBe(leases.length);
		}
		expect(await gridOpenWork(db())).toBe(false);
	});

	it("never gives a shard to two session keys of one wallet, nor to two tabs of one key", async () => {
		await runningJob(db(), { shards: 1, quorum: 3 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const tab = { ...ada, instance: crypto.randomUUID() };
		for (const { providerId } of [ada, bob]) {
			await linkWallet(db(), { providerId, wallet: walletOf("both"), issuedAt: start }, start);
		}
		const replies = await askAll(db(), [ada, tab, bob], 2);
		expect(replies.map(({ leases }) => leases.length)).toEqual([1, 0, 0]);
		expect(await ask(db(), tab)).toEqual([]);
		expect(await ask(db(), bob)).toEqual([]);
	});

	it("names each job once in an answer, and gives later leases more time", async () => {
		const draft = await runningJob(db(), { shards: 2, flop: 1e11 });
		const ada = await provider(db(), "ada");
		const [reply] = await askAll(db(), [ada], 2);
		expect(reply?.jobs).toEqual([
			{
				jobId: draft.jobId,
				title: draft.spec.title,
				client: draft.spec.client,
				kernel: draft.spec.kernel,
				kernelVersion: 1,
				params: {},
				model: draft.spec.model,
				modelBytes: 1_000,
				pricePerReplica: "1000",
			},
		]);
		const [first, second] = reply?.leases ?? [];
		expect(first?.leaseMs).toBeGreaterThan(100_000 * 5);
		expect(second?.leaseMs).toBeGreaterThan((first?.leaseMs ?? 0) * 1.9);
	});

	it("respects accepted kernels and the largest size, and passes strangers over", async () => {
		await runningJob(db(), { kernel: "ocr-lines", bytes: 500 });
		const picky = await provider(db(), "picky", { kernels: ["onnx-batch"] });
		const small = await provider(db(), "small", { maxBytes: 1_499 });
		const fit = await provider(db(), "fit", { kernels: ["ocr-lines"], maxBytes: 1_500 });
		const stranger = { ...fit, providerId: fit.providerId.replace(/./g, "0") as never };
		const replies = await askAll(db(), [picky, small, stranger, fit]);
		expect(replies.map(({ leases }) => leases.length)).toEqual([0, 0, 0, 1]);
	});

	it("gives a job that is pinned to a backend to providers of that backend alone, and tells them", async () => {
		await runningJob(db(), { backend: "wasm" });
		const gpu = await provider(db(), "gpu", { backend: "webgpu" });
		const cpu = await provider(db(), "cpu", { backend: "wasm" });
		const replies = await askAll(db(), [gpu, cpu]);
		expect(replies.map(({ leases }) => leases.length)).toEqual([0, 1]);
		expect(replies[1]?.jobs).toMatchObject([{ backend: "wasm" }]);
	});

	it("is fair between jobs: a large old job doesn't starve a small new one", async () => {
		const large = await runningJob(db(), { shards: 200 });
		const small = await runningJob(db(), { shards: 4 }, start + 1);
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const count = async (who: typeof ada) => {
			const leases = await ask(db(), who, 8);
			return [large, small].map(({ jobId }) => leases.filter((one) => one.jobId === jobId).length);
		};
		expect(await count(ada)).toEqual([4, 4]);
		expect(await count(bob)).toEqual([4, 4]);
	});

	it("finds work for a provider that has held all shards of the first windows", async () => {
		await runningJob(db(), { shards: 120 });
		const ada = await provider(db(), "ada");
		const seen = new Set<number>();
		for (let round = 0; round < 30; round++) {
			for (const { shardIndex } of await ask(db(), ada, 4)) seen.add(shardIndex);
		}
		expect(seen.size).toBe(120);
		expect(await ask(db(), ada, 4)).toEqual([]);
	});

	it("finishes shards that were begun before it begins others", async () => {
		await runningJob(db(), { shards: 50 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const adas = await ask(db(), ada, 3);
		const bobs = await ask(db(), bob, 3);
		expect(bobs.map(({ shardIndex }) => shardIndex)).toEqual(adas.map((one) => one.shardIndex));
	});

	it("answers a batch of 500 at once", async () => {
		await runningJob(db(), { shards: 400 });
		const many = await providers(db(), 250);
		const replies = await askAll(db(), many, 2);
		expect(replies.every(({ leases }) => leases.length === 2)).toBe(true);
		const batch = many.map((who, place) => ({ who, leases: replies[place]?.leases ?? [] }));
		const results = await Promise.all(
			batch.slice(0, 20).map(({ who, leases }) => submit(db(), who, leases, "same")),
		);
		expect(results.flat().every(({ ok }) => ok)).toBe(true);
	});
});

describeStore("leases that bring no result", (db) => {
	it("expire after their time, and the shard goes to another provider first", async () => {
		const { jobId } = await runningJob(db(), { shards: 1, quorum: 1 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const [lease] = await ask(db(), ada);
		const over = start + (lease?.leaseMs ?? 0) + 10_000;
		expect(await expireLeases(db(), start + (lease?.leaseMs ?? 0))).toEqual([]);
		expect(await expireLeases(db(), over)).toEqual([
			{
				replicaId: lease?.replicaId,
				providerId: ada.providerId,
				instance: ada.instance,
				jobId,
				shardIndex: 0,
			},
		]);
		expect(await expireLeases(db(), over)).toEqual([]);
		expect((await providerSummary(db(), ada.providerId, start))?.replicas.expired).toBe(1);
		expect(await ask(db(), ada, 1, over)).toEqual([]);
		expect(await ask(db(), bob, 1, over)).toHaveLength(1);
	});

	it("go back to the same provider after a while, when there is no other", async () => {
		await runningJob(db(), { shards: 1, quorum: 1 });
		const ada = await provider(db(), "ada");
		const [lease] = await ask(db(), ada);
		if (!lease) throw new Error("There is a lease.");
		await failReplicas(db(), [{ ...ada, replicaId: lease.replicaId, error }], start);
		expect(await ask(db(), ada, 1, start + 29_000)).toEqual([]);
		expect(await ask(db(), ada, 1, start + 31_000)).toHaveLength(1);
	});

	it("go back at once when they were given back unused", async () => {
		await runningJob(db(), { shards: 1, quorum: 1 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		for (let round = 0; round < 20; round++) {
			const [lease] = await ask(db(), ada);
			if (!lease) throw new Error("Releasing counted as a failure.");
			expect(await releaseReplicas(db(), [{ ...bob, replicaId: lease.replicaId }], start)).toEqual(
				[],
			);
			const released = await releaseReplicas(db(), [{ ...ada, replicaId: lease.replicaId }], start);
			expect(released).toHaveLength(1);
		}
	});

	it("keep a failed replica's error, and refuse failures that aren't one's own or come late", async () => {
		const { jobId } = await runningJob(db(), { shards: 1, quorum: 1 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const [lease] = await ask(db(), ada);
		if (!lease) throw new Error("There is a lease.");
		const { replicaId } = lease;
		const unknown = crypto.randomUUID() as typeof replicaId;
		const results = await failReplicas(
			db(),
			[
				{ ...bob, replicaId, error },
				{ ...ada, replicaId: unknown, error },
				{ ...ada, replicaId, error },
			],
			start,
		);
		expect(results.map((one) => (one.ok ? "ok" : one.error.code))).toEqual([
			"LEASE_NOT_YOURS",
			"NOT_FOUND",
			"ok",
		]);
		const [again] = await failReplicas(db(), [{ ...ada, replicaId, error }], start);
		expect(again).toMatchObject({ ok: false, error: { code: "LEASE_OVER" } });
		expect((await shardView(db(), jobId, 0))?.replicas).toMatchObject([
			{ state: "errored", error },
		]);
	});

	it("fail a shard that nobody can compute, with the last error as the reason", async () => {
		const { jobId } = await runningJob(db(), { shards: 1, quorum: 2, maxReplicas: 2 });
		const many = await providers(db(), 20);
		let attempts = 0;
		for (const who of many) {
			const [lease] = await ask(db(), who);
			if (!lease) break;
			attempts += 1;
			await failReplicas(db(), [{ ...who, replicaId: lease.replicaId, error }], start);
		}
		expect(attempts).toBe(8);
		expect(await jobView(db(), jobId)).toMatchObject({
			shards: { pending: 0, running: 0, failed: 1 },
			replicas: { errored: 8 },
		});
		const [row] = await db().query<{ reason: string }>("select reason from shards");
		expect(row?.reason).toMatch(/8 attempts .* No memory {2}left/);
	});

	it("return when a tab is gone, or its matcher is", async () => {
		await runningJob(db(), { shards: 2, quorum: 1 });
		const ada = await provider(db(), "ada");
		const tab = { ...ada, instance: crypto.randomUUID() };
		await ask(db(), ada);
		await ask(db(), tab);
		expect(await abandonLeases(db(), ada, start)).toMatchObject([{ instance: ada.instance }]);
		expect(await abandonLeases(db(), ada, start)).toEqual([]);
		expect(await ask(db(), ada)).toHaveLength(1);
		await provider(db(), "ada"); // connects in another tab, which holds nothing
		expect(await abandonStaleConnections(db(), start, start)).toEqual([]);
		expect(await abandonStaleConnections(db(), start + 1, start)).toEqual([]);
		const bob = await provider(db(), "bob");
		await abandonLeases(db(), tab, start);
		expect(await ask(db(), bob)).toHaveLength(1);
		expect(await abandonStaleConnections(db(), start + 1, start)).toMatchObject([
			{ providerId: bob.providerId },
		]);
	});

	it("are taken over by the tab that reconnects, those it doesn't hold return", async () => {
		await runningJob(db(), { shards: 3, quorum: 1 });
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const [kept, lost] = await ask(db(), ada, 2);
		const [others] = await ask(db(), bob);
		if (!kept || !lost || !others) throw new Error("There are three leases.");
		const holding = [others.replicaId, kept.replicaId];
		expect(await adoptLeases(db(), { ...ada, holding }, start)).toEqual([kept.replicaId]);
		expect(await ask(db(), bob, 3)).toMatchObject([{ shardIndex: lost.shardIndex }]);
	});

	it("are void when the job is cancelled", async () => {
		const { jobId } = await runningJob(db(), { shards: 2 });
		const ada = await provider(db(), "ada");
		const [first, second] = await ask(db(), ada, 2);
		if (!first || !second) throw new Error("There are two.");
		await submit(db(), ada, [first], "one");
		const cancelled = await cancelJob(db(), jobId, "Enough.", start + 5);
		expect(cancelled).toMatchObject({ state: "cancelled", earned: 0n, escrowed: true });
		expect(cancelled.revoked.map(({ replicaId }) => replicaId)).toEqual([second.replicaId]);
		expect((await cancelJob(db(), jobId, "Enough.", start + 6)).revoked).toEqual([]);
		expect(await ask(db(), ada, 2)).toEqual([]);
		expect(await submit(db(), ada, [second], "two")).toMatchObject([
			{ ok: false, error: { code: "JOB_NOT_OPEN" } },
		]);
		expect(await expireLeases(db(), start + day)).toEqual([]);
		expect(await jobView(db(), jobId)).toMatchObject({
			reason: "Enough.",
			replicas: { leased: 0, submitted: 0, aborted: 2 },
			shards: { pending: 2 },
		});
	});
});

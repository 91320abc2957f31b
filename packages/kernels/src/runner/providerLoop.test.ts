import { randomUUID } from "node:crypto";
import { decodeBundle, generateSessionKeyPair, limits } from "@tabgrid/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createBlobClient } from "./blobs.ts";
import { conformanceGraph, speedGraph } from "./calibrationGraphs.ts";
import { ComputeClient, type SpawnCompute } from "./computeClient.ts";
import { identityOf, type ProviderIdentity } from "./identity.ts";
import type { ProviderLoopOptions } from "./loopOptions.ts";
import { ModelStore } from "./modelStore.ts";
import { ProviderLoop } from "./providerLoop.ts";
import { type LocalMatcher, startLocalMatcher } from "./testing/localMatcher.ts";
import { plainKernel } from "./testing/plainKernel.ts";
import { realHost } from "./testing/realHost.ts";

const until = (check: () => unknown) =>
	vi.waitUntil(async () => (await check()) || undefined, { timeout: 15_000, interval: 10 });

const graph = conformanceGraph();
let matcher: LocalMatcher;
let identity: ProviderIdentity;
let loops: ProviderLoop[] = [];

/** A compute worker that loads and never finishes a run, as a wedged GPU does. */
const wedged =
	(terminated: () => void): SpawnCompute =>
	(on) => {
		const inner = realHost(on);
		return {
			post: (message, transfer) => {
				if (message.kind !== "run") inner.post(message, transfer);
			},
			terminate: () => {
				terminated();
				inner.terminate();
			},
		};
	};

function startLoop(options: Partial<ProviderLoopOptions> = {}): ProviderLoop {
	const blobs = createBlobClient(matcher.url);
	const loop = new ProviderLoop({
		matcherUrl: matcher.url,
		identity,
		instance: randomUUID(),
		compute: new ComputeClient(realHost),
		blobs,
		models: new ModelStore(blobs, undefined),
		calibration: {
			preference: "auto",
			backend: "wasm",
			adapter: "1 thread",
			threads: "1 thread",
			softwareAdapter: false,
			runtime: "1.30.0",
			flopPerSecond: 1e9,
			note: "",
			webgpu: null,
			wasm: null,
			conformance: null,
			took: 0,
		},
		kernels: [plainKernel.id],
		maxBytes: 1e9,
		intensity: 100,
		paused: false,
		onChange: () => {},
		onDeviceLost: () => {},
		onVouchers: () => {},
		...options,
	});
	loops.push(loop);
	loop.start();
	return loop;
}

beforeEach(async () => {
	matcher = await startLocalMatcher();
	identity = await identityOf(await generateSessionKeyPair());
});
afterEach(async () => {
	await Promise.all(loops.map((loop) => loop.stop()));
	loops = [];
	await matcher.close();
});

describe("a provider at work", () => {
	it("computes what it is leased and submits it with a good attestation", async () => {
		const job = await matcher.job(graph.model);
		await matcher.offer(job, graph.feeds);
		const loop = startLoop();
		await until(() => loop.status().counts.accepted === 1);
		const [submission] = matcher.log.submissions;
		if (submission?.output === undefined) throw new Error("no inline output");
		expect(decodeBundle(submission.output).y?.dims).toEqual([1, 8, 12, 12]);
		expect(submission).toMatchObject({ backend: "wasm", adapter: "1 thread", runtime: "1.30.0" });
		expect(await matcher.attested(identity.sessionKey, job.jobId, 0, submission)).toBe(true);
		expect(loop.status()).toMatchObject({ phase: "idle", current: [] });
	});

	it("fetches a model once for many shards and reports its time with the first alone", async () => {
		const job = await matcher.job(graph.model);
		for (let shard = 0; shard < 6; shard++) await matcher.offer(job, graph.feeds);
		const loop = startLoop();
		await until(() => loop.status().counts.accepted === 6);
		const models = matcher.log.blobRequests.filter((line) => line === `GET ${job.model}`);
		expect(models).toHaveLength(1);
		const cold = matcher.log.submissions.filter(({ timings }) => timings.model > 0);
		expect(cold).toHaveLength(1);
	});

	it("has the next run wait in the worker while one computes", async () => {
		const job = await matcher.job(graph.model);
		for (let count = 0; count < 6; count++) await matcher.offer(job, graph.feeds);
		let inWorker = 0;
		let most = 0;
		const watched: SpawnCompute = (on) => {
			const inner = realHost({
				...on,
				message: (data) => {
					inWorker--;
					on.message(data);
				},
			});
			return {
				...inner,
				post: (message, transfer) => {
					most = Math.max(most, ++inWorker);
					inner.post(message, transfer);
				},
			};
		};
		const loop = startLoop({ compute: new ComputeClient(watched) });
		await until(() => loop.status().counts.accepted === 6);
		expect(most).toBe(2);
		expect(new Set(matcher.log.submissions.map(({ replicaId }) => replicaId)).size).toBe(6);
	});

	it("asks for at least two more than the one it computes", async () => {
		startLoop();
		await until(() => matcher.log.asks.length > 0);
		expect(matcher.log.asks[0]).toBeGreaterThanOrEqual(3);
	});

	it("puts a result above the inline limit as a blob before it submits", async () => {
		const big = speedGraph({ rows: 256, width: 128, layers: 1 });
		const job = await matcher.job(big.model);
		await matcher.offer(job, big.feeds);
		const loop = startLoop();
		await until(() => loop.status().counts.accepted === 1);
		const [submission] = matcher.log.submissions;
		expect(submission?.outputBytes).toBeGreaterThan(limits.inlineResult);
		expect(submission?.output).toBeUndefined();
		expect(matcher.log.puts).toEqual([submission?.digest]);
	});

	it("tells for whom it works", async () => {
		const job = await matcher.job(graph.model);
		await matcher.offer(job, graph.feeds);
		const loop = startLoop({ compute: new ComputeClient(wedged(() => {})) });
		await until(() => loop.status().current[0]?.step === "computing");
		expect(loop.status()).toMatchObject({
			phase: "working",
			current: [{ title: "Archive page", client: job.client, kernel: "plain" }],
		});
	});
});

describe("when the connection fails", () => {
	it("submits again a result whose acknowledgement was lost, and it counts once", async () => {
		matcher.trouble.swallowAcks = 1;
		await matcher.offer(await matcher.job(graph.model), graph.feeds);
		const loop = startLoop();
		await until(() => loop.status().counts.accepted === 1);
		expect(matcher.log.submissions).toHaveLength(1);
		expect(matcher.log.authentications).toHaveLength(2);
	});

	it("takes its leases over under the same instance", async () => {
		const replica = await matcher.offer(await matcher.job(graph.model), graph.feeds);
		startLoop({ compute: new ComputeClient(wedged(() => {})) });
		await until(() => matcher.leased.has(replica));
		matcher.cut();
		await until(() => matcher.log.authentications.length === 2);
		const [first, second] = matcher.log.authentications;
		expect(second?.instance).toBe(first?.instance);
		expect(second?.holding).toEqual([replica]);
	});

	it("forgets leases that the matcher gave to others meanwhile", async () => {
		const replica = await matcher.offer(await matcher.job(graph.model), graph.feeds);
		let terminated = false;
		const compute = new ComputeClient(
			wedged(() => {
				terminated = true;
			}),
		);
		const loop = startLoop({ compute });
		await until(() => loop.status().current[0]?.step === "computing");
		matcher.leased.delete(replica);
		matcher.cut();
		await until(() => loop.status().phase === "idle");
		expect(terminated).toBe(true);
	});

	it("repeats a fetch while the matcher is away", async () => {
		matcher.trouble.blobFailures = 3;
		await matcher.offer(await matcher.job(graph.model), graph.feeds);
		const loop = startLoop();
		await until(() => loop.status().counts.accepted === 1);
	});

	it("sends a result again that the matcher could not store yet", async () => {
		matcher.trouble.refuse.push({ code: "UNAVAILABLE", message: "later", retryAfterMs: 1 });
		await matcher.offer(await matcher.job(graph.model), graph.feeds);
		const loop = startLoop();
		await until(() => loop.status().counts.accepted === 1);
	});

	it("comes back after the matcher refused it for a while", async () => {
		matcher.trouble.refuseAuthentication = {
			code: "RATE_LIMITED",
			message: "slowly",
			retryAfterMs: 5,
		};
		const loop = startLoop();
		await until(() => loop.status().phase === "idle");
	});

	it("stops trying when only a reload helps", async () => {
		matcher.trouble.refuseAuthentication = { code: "PROTOCOL_TOO_OLD", message: "Reload." };
		const loop = startLoop();
		await until(() => loop.status().phase === "error");
		expect(loop.status().lastError?.message).toBe("Reload.");
	});
});

describe("when work must stop", () => {
	it("terminates the compute worker on pause and gives every lease back", async () => {
		const job = await matcher.job(graph.model);
		const replicas = [await matcher.offer(job, graph.feeds), await matcher.offer(job, graph.feeds)];
		let terminated = 0;
		const compute = new ComputeClient(wedged(() => terminated++));
		const loop = startLoop({ compute });
		await until(() => loop.status().current[0]?.step === "computing");
		await until(() => loop.status().current.length === 2);
		await loop.pause();
		expect(terminated).toBe(1);
		expect(loop.status()).toMatchObject({ phase: "paused", current: [] });
		expect([...matcher.log.released].sort()).toEqual([...replicas].sort());
	});

	it("asks for nothing while paused and works again when resumed", async () => {
		const loop = startLoop({ paused: true });
		await until(() => matcher.log.authentications.length === 1);
		await matcher.offer(await matcher.job(graph.model), graph.feeds);
		expect(matcher.log.asks).toEqual([]);
		loop.resume();
		await until(() => loop.status().counts.accepted === 1);
	});

	it("stops computing what is revoked and goes on with the rest", async () => {
		const job = await matcher.job(graph.model);
		const first = await matcher.offer(job, graph.feeds);
		let runs = 0;
		const wedgedOnce: SpawnCompute = (on) => {
			const inner = realHost(on);
			return {
				...inner,
				post: (message, transfer) => {
					if (message.kind !== "run" || ++runs > 1) inner.post(message, transfer);
				},
			};
		};
		const loop = startLoop({ compute: new ComputeClient(wedgedOnce) });
		await until(() => loop.status().current[0]?.step === "computing");
		matcher.revoke([first]);
		const second = await matcher.offer(job, graph.feeds);
		await until(() => loop.status().counts.accepted === 1);
		expect(matcher.log.submissions[0]?.replicaId).toBe(second);
	});

	it("fails a run that takes longer than its lease allows", async () => {
		const replica = await matcher.offer(await matcher.job(graph.model), graph.feeds, 1_500);
		startLoop({ compute: new ComputeClient(wedged(() => {})) });
		await until(() => matcher.log.failures.length === 1);
		expect(matcher.log.failures[0]).toMatchObject({
			replicaId: replica,
			error: { code: "RUN_TIMEOUT" },
		});
	});
});

describe("when a replica can't be computed", () => {
	it("says why", async () => {
		const noModel = await matcher.job(new TextEncoder().encode("no model"));
		await matcher.offer(noModel, graph.feeds);
		await matcher.offer(await matcher.job(graph.model, "unheard-of"), graph.feeds);
		await matcher.offer(await matcher.job(graph.model), new TextEncoder().encode("no bundle"));
		const loop = startLoop();
		await until(() => matcher.log.failures.length === 3);
		const codes = matcher.log.failures.map(({ error }) => error.code);
		expect(codes).toEqual(["BAD_MODEL", "UNKNOWN_KERNEL", "BAD_INPUT"]);
		expect(loop.status().counts.errored).toBe(3);
	});

	it("refuses bytes that don't hash to the blob's name", async () => {
		const job = await matcher.job(graph.model);
		matcher.blobs.set(job.model, new TextEncoder().encode("not the model at all"));
		await matcher.offer(job, graph.feeds);
		startLoop();
		await until(() => matcher.log.failures.length === 1);
		expect(matcher.log.failures[0]?.error.code).toBe("DIGEST_MISMATCH");
	});

	it("tries once more on a new worker after the device was lost", async () => {
		let spawned = 0;
		const losesDevice: SpawnCompute = (on) => {
			spawned++;
			const inner = realHost(on);
			return {
				...inner,
				post: (message, transfer) => {
					if (message.kind !== "run" || spawned > 1) return inner.post(message, transfer);
					const error = { code: "DEVICE_LOST", message: "The graphics device was lost." };
					on.message({ id: message.id, ok: false, error });
				},
			};
		};
		await matcher.offer(await matcher.job(graph.model), graph.feeds);
		const loop = startLoop({ compute: new ComputeClient(losesDevice) });
		await until(() => loop.status().counts.accepted === 1);
		expect(spawned).toBe(2);
	});
});

describe("kernels that a person declines", () => {
	it("are given back, and no longer asked for", async () => {
		const replica = await matcher.offer(await matcher.job(graph.model), graph.feeds);
		const loop = startLoop({ compute: new ComputeClient(wedged(() => {})) });
		await until(() => loop.status().current[0]?.step === "computing");
		await loop.setKernels([]);
		expect(matcher.log.released).toEqual([replica]);
		await until(() => matcher.log.authentications.length === 2);
		expect(matcher.log.authentications[1]?.capabilities.kernels).toEqual([]);
		const asked = matcher.log.asks.length;
		await matcher.offer(await matcher.job(graph.model), graph.feeds);
		await loop.setKernels([plainKernel.id]);
		await until(() => matcher.log.authentications.length === 3);
		await until(() => matcher.log.asks.length > asked);
		expect(matcher.log.authentications[2]?.capabilities.kernels).toEqual([plainKernel.id]);
	});
});

describe("coming back", () => {
	it("tells when it tries again, and tries at once when it is asked to", async () => {
		const loop = startLoop();
		await until(() => loop.status().phase === "idle");
		matcher.trouble.refuseAuthentication = {
			code: "RATE_LIMITED",
			message: "later",
			retryAfterMs: 3_600_000,
		};
		matcher.cut();
		await until(() => (loop.status().retryAt ?? 0) > Date.now() + 3_000_000);
		expect(loop.status().phase).toBe("offline");
		loop.reconnect();
		await until(() => loop.status().phase === "idle");
		expect(loop.status().retryAt).toBeNull();
	});

	it("tells a full matcher from one that is away", async () => {
		matcher.trouble.full = true;
		const loop = startLoop();
		await until(() => loop.status().lastError?.code === "RATE_LIMITED");
		matcher.trouble.full = false;
		await until(() => loop.status().phase === "idle");
		expect(loop.status().lastError).toBeNull();
	});
});

describe("what the matcher tells", () => {
	it("becomes counts and earnings", async () => {
		const loop = startLoop();
		await until(() => loop.status().phase === "idle");
		const provider = { ...loop.status().summary, earned: "2500" };
		const verdict = { replicaId: randomUUID(), jobId: `0x${"a".repeat(64)}`, shardIndex: 0 };
		matcher.emit("verdicts", {
			verdicts: [
				{ ...verdict, state: "agreed", earned: "2500", pending: "0" },
				{ ...verdict, state: "disagreed", earned: "0", pending: "0" },
			],
			provider,
		});
		await until(() => loop.status().summary?.earned === "2500");
		expect(loop.status().counts).toMatchObject({ agreed: 1, disagreed: 1 });
	});

	it("is not believed when it doesn't fit the protocol", async () => {
		const loop = startLoop();
		await until(() => loop.status().phase === "idle");
		matcher.emit("verdicts", { verdicts: "all yours", provider: null });
		await until(() => loop.status().lastError?.code === "INTERNAL");
	});

	it("is told of a speed in proportion to the intensity", async () => {
		const loop = startLoop({ intensity: 50 });
		await until(() => matcher.log.authentications.length === 1);
		expect(matcher.log.authentications[0]?.capabilities.flopPerSecond).toBe(5e8);
		loop.setIntensity(25);
		await until(() => matcher.log.authentications.length === 2);
		expect(matcher.log.authentications[1]?.capabilities.flopPerSecond).toBe(2.5e8);
	});
});

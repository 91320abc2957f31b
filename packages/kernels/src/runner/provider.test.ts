import { generateSessionKeyPair } from "@tabgrid/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createBlobClient } from "./blobs.ts";
import type { Calibration } from "./calibrate.ts";
import { conformanceGraph } from "./calibrationGraphs.ts";
import { ComputeClient, type SpawnCompute } from "./computeClient.ts";
import { identityOf } from "./identity.ts";
import { ModelStore } from "./modelStore.ts";
import { Provider, type ProviderOptions } from "./provider.ts";
import { type LocalMatcher, startLocalMatcher } from "./testing/localMatcher.ts";
import { plainKernel } from "./testing/plainKernel.ts";
import { realHost } from "./testing/realHost.ts";

const until = (check: () => unknown) =>
	vi.waitUntil(async () => (await check()) || undefined, { timeout: 30_000, interval: 10 });

let matcher: LocalMatcher;
let provider: Provider | undefined;
const remembered = new Map<string, Calibration>();

function makeProvider(options: Partial<ProviderOptions> = {}): Provider {
	const blobs = createBlobClient(matcher.url);
	provider = new Provider({
		matcherUrl: matcher.url,
		identity: async () => identityOf(await generateSessionKeyPair()),
		compute: new ComputeClient(realHost),
		blobs,
		models: new ModelStore(blobs, undefined),
		memory: {
			read: async (key) => remembered.get(key),
			write: async (key, calibration) => void remembered.set(key, calibration),
		},
		kernels: [plainKernel.id],
		maxBytes: 1e9,
		settings: { paused: false, intensity: 100, backend: "auto" },
		onChange: () => {},
		onVouchers: () => {},
		...options,
	});
	return provider;
}

/** Counts workers and notes what they were asked. */
function watched(): { spawn: SpawnCompute; asked: string[]; spawned: () => number } {
	const asked: string[] = [];
	let spawned = 0;
	const spawn: SpawnCompute = (on) => {
		spawned++;
		const inner = realHost(on);
		return {
			...inner,
			post: (message, transfer) => {
				asked.push(message.kind);
				inner.post(message, transfer);
			},
		};
	};
	return { spawn, asked, spawned: () => spawned };
}

beforeEach(async () => {
	remembered.clear();
	matcher = await startLocalMatcher();
});
afterEach(async () => {
	await provider?.stop();
	await matcher.close();
});

describe("a hold", () => {
	const battery = { reason: "battery", until: null } as const;

	it("keeps a provider from measuring and asking, and ends by itself", async () => {
		const worker = watched();
		const started = makeProvider({ compute: new ComputeClient(worker.spawn), hold: battery });
		await started.start();
		expect(started.snapshot()).toMatchObject({ phase: "paused", paused: false, hold: battery });
		expect(worker.spawned()).toBe(0);
		await matcher.offer(await matcher.job(conformanceGraph().model), conformanceGraph().feeds);
		await started.hold(null);
		await until(() => started.snapshot().counts.accepted === 1);
		expect(started.snapshot().recent.at(-1)).toBe(1);
	});

	it("does not end what the person paused", async () => {
		const started = makeProvider({ hold: battery });
		await started.start();
		await started.pause();
		await started.hold(null);
		expect(started.snapshot()).toMatchObject({ phase: "paused", paused: true, hold: null });
		expect(matcher.log.authentications).toEqual([]);
	});

	it("gives the leases of a working provider back", async () => {
		const started = makeProvider();
		await started.start();
		await until(() => started.snapshot().phase === "idle");
		await started.hold(battery);
		expect(started.snapshot().phase).toBe("paused");
		const asked = matcher.log.asks.length;
		await matcher.offer(await matcher.job(conformanceGraph().model), conformanceGraph().feeds);
		expect(matcher.log.asks.length).toBe(asked);
		await started.hold(null);
		await until(() => started.snapshot().counts.accepted === 1);
	});
});

describe("a provider's life", () => {
	it("goes from calibration to work by itself", async () => {
		const started = makeProvider();
		void started.start();
		await matcher.offer(await matcher.job(conformanceGraph().model), conformanceGraph().feeds);
		await until(() => started.snapshot().counts.accepted === 1);
		expect(started.snapshot()).toMatchObject({
			backend: "wasm",
			adapter: "1 thread",
			note: "WASM: there is no WebGPU adapter here.",
			paused: false,
		});
		expect(started.snapshot().providerId).toMatch(/^[0-9a-f]{64}$/);
	});

	it("remembers a calibration", async () => {
		const first = watched();
		const started = makeProvider({ compute: new ComputeClient(first.spawn) });
		await started.start();
		await started.stop();
		const second = watched();
		await makeProvider({ compute: new ComputeClient(second.spawn) }).start();
		expect(first.asked).toContain("measure");
		expect(second.asked).toEqual(["describe"]);
	});

	it("starts no worker and no connection while it is paused, and knows who it is", async () => {
		const { spawn, spawned } = watched();
		const paused = makeProvider({
			compute: new ComputeClient(spawn),
			settings: { paused: true, intensity: 100, backend: "auto" },
		});
		await paused.start();
		expect(paused.snapshot()).toMatchObject({ phase: "paused", backend: null });
		expect(paused.snapshot().sessionKey).toMatch(/^04/);
		expect(spawned()).toBe(0);
		expect(matcher.sockets.size).toBe(0);
		await paused.resume();
		await until(() => paused.snapshot().phase === "idle");
	});

	it("stops calibrating when it is paused in the middle of it", async () => {
		const silent: SpawnCompute = () => ({ post: () => {}, terminate: () => {} });
		const started = makeProvider({ compute: new ComputeClient(silent) });
		const starting = started.start();
		await until(() => started.snapshot().phase === "calibrating");
		await started.pause();
		await starting;
		expect(started.snapshot()).toMatchObject({ phase: "paused", lastError: null });
	});

	it("calibrates anew for another backend and keeps its identity", async () => {
		const started = makeProvider();
		await started.start();
		await until(() => started.snapshot().phase === "idle");
		const { sessionKey } = started.snapshot();
		await started.setBackend("wasm");
		await until(() => started.snapshot().phase === "idle");
		expect(started.snapshot()).toMatchObject({ note: "WASM, as you chose.", sessionKey });
	});

	it("leaves a graphics device that is lost again and again for WASM", async () => {
		let lose = true;
		const losing: SpawnCompute = (on) => {
			const inner = realHost(on);
			return {
				...inner,
				post: (message, transfer) => {
					if (message.kind !== "run" || !lose) return inner.post(message, transfer);
					const error = { code: "DEVICE_LOST", message: "The graphics device was lost." };
					on.message({ id: message.id, ok: false, error });
				},
			};
		};
		const started = makeProvider({ compute: new ComputeClient(losing) });
		await started.start();
		const job = await matcher.job(conformanceGraph().model);
		await matcher.offer(job, conformanceGraph().feeds);
		await until(() => started.snapshot().note === "WASM: the graphics device failed twice.");
		lose = false;
		await matcher.offer(job, conformanceGraph().feeds);
		await until(() => matcher.log.submissions.length === 1);
		expect(matcher.log.failures.map(({ error }) => error.code)).toEqual(["DEVICE_LOST"]);
	});

	it("shows what is in its way when its key can't be read", async () => {
		const started = makeProvider({
			identity: async () => {
				throw new Error("IndexedDB is not available.");
			},
		});
		await started.start();
		expect(started.snapshot()).toMatchObject({
			phase: "error",
			lastError: { code: "INTERNAL", message: "IndexedDB is not available." },
		});
	});
});

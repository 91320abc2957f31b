import { randomUUID } from "node:crypto";
import { kernels } from "@tabgrid/kernels";
import {
	type Calibration,
	ComputeClient,
	createBlobClient,
	identityOf,
	ModelStore,
	ProviderLoop,
	SessionRecord,
	type SpawnCompute,
} from "@tabgrid/kernels/runner";
import { generateSessionKeyPair, type Timings } from "@tabgrid/protocol";
import { runtime } from "./runtime.ts";
import { startWorker } from "./startWorker.ts";

const spawn: SpawnCompute = (on) => {
	const worker = startWorker(new URL("./computeWorker.mjs", import.meta.url));
	worker.on("message", (data) => on.message(data));
	worker.on("error", (error) => on.failure(error.message));
	return {
		post: (message, transfer) =>
			worker.postMessage(
				message,
				transfer.filter((buffer) => buffer instanceof ArrayBuffer),
			),
		terminate: () => void worker.terminate(),
	};
};

const calibrationOf = (flopPerSecond: number): Calibration => ({
	preference: "wasm",
	backend: "wasm",
	adapter: "1 thread",
	softwareAdapter: false,
	threads: "1 thread",
	runtime,
	flopPerSecond,
	note: "",
	webgpu: null,
	wasm: null,
	conformance: null,
	took: 0,
});

/** A provider's record that also sums up the runs themselves. */
class RunTimes extends SessionRecord {
	runMs = 0;

	override noteComputed(timings: Timings): void {
		super.noteComputed(timings);
		this.runMs += timings.run;
	}
}

/** A whole provider, the real loop and the real compute worker, on WASM in Node. */
export class RunningProvider {
	readonly #compute = new ComputeClient(spawn);
	readonly #loop: ProviderLoop;
	readonly #listeners = new Set<() => void>();
	readonly #record = new RunTimes();

	private constructor(
		url: string,
		identity: Awaited<ReturnType<typeof identityOf>>,
		flopPerSecond: number,
	) {
		const blobs = createBlobClient(url);
		this.#loop = new ProviderLoop({
			matcherUrl: url,
			identity,
			instance: randomUUID(),
			compute: this.#compute,
			blobs,
			models: new ModelStore(blobs, undefined),
			calibration: calibrationOf(flopPerSecond),
			kernels: kernels.map(({ id }) => id),
			maxBytes: 1e9,
			intensity: 100,
			paused: false,
			record: this.#record,
			onChange: () => {
				for (const listener of [...this.#listeners]) listener();
			},
			onDeviceLost: () => {},
			onVouchers: () => {},
		});
	}

	/** Starts one at the matcher's address; resolves when it waits for work. */
	static async start(url: string, flopPerSecond: number): Promise<RunningProvider> {
		const identity = await identityOf(await generateSessionKeyPair());
		const provider = new RunningProvider(url, identity, flopPerSecond);
		provider.#loop.start();
		await provider.until(({ phase }) => phase === "idle");
		return provider;
	}

	/** Resolves, with the time, as soon as the loop's state is so. @throws when a replica errored. */
	until(reached: (status: ReturnType<ProviderLoop["status"]>) => boolean): Promise<number> {
		return new Promise((resolve, reject) => {
			const look = () => {
				const status = this.#loop.status();
				const failed = status.counts.errored + status.counts.refused > 0;
				if (!failed && !reached(status)) return;
				this.#listeners.delete(look);
				if (failed) reject(new Error(`A replica was lost: ${status.lastError?.message}`));
				else resolve(performance.now());
			};
			this.#listeners.add(look);
			look();
		});
	}

	/** Time in session.run so far, as the compute worker measured it, in ms. */
	get runMs(): number {
		return this.#record.runMs;
	}

	get counts() {
		return this.#loop.status().counts;
	}

	async stop(): Promise<void> {
		await this.#loop.stop();
		this.#compute.terminate();
	}
}

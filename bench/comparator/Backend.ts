import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { Worker as Thread } from "node:worker_threads";
import { decodeBundle, encodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { BackendAnswer, type BackendData, BackendReady } from "./backendMessages.ts";

/** Runs models on one backend of onnxruntime-web, in a thread of its own. */
export class Backend {
	readonly name: string;
	readonly #worker: Worker;

	private constructor(name: string, worker: Worker) {
		this.name = name;
		this.#worker = worker;
	}

	/** Starts it; undefined where this machine doesn't have it. */
	static async start(data: BackendData): Promise<Backend | undefined> {
		const worker = new Thread(new URL("./backendWorker.mjs", import.meta.url), {
			execArgv: [],
			workerData: data,
		});
		const [message]: unknown[] = await once(worker, "message");
		if (BackendReady.parse(message).ready) return new Backend(data.name, worker);
		await worker.terminate();
		return undefined;
	}

	/** All outputs of the model for each of the feeds. @throws Error what the runtime says. */
	async run(model: Uint8Array, feeds: readonly TensorBundle[]): Promise<TensorBundle[]> {
		return (await this.time(model, feeds, 0)).outputs;
	}

	/** The same, and its times in ms: the fastest of `timed` more runs on the first of the feeds. */
	async time(model: Uint8Array, feeds: readonly TensorBundle[], timed: number) {
		const answer = once(this.#worker, "message");
		this.#worker.postMessage({ model, feeds: feeds.map(encodeBundle), timed });
		const [message]: unknown[] = await answer;
		const parsed = BackendAnswer.parse(message);
		if ("error" in parsed) throw new Error(`${this.name}: ${parsed.error}`);
		return { ...parsed, outputs: parsed.outputs.map(decodeBundle) };
	}

	async close(): Promise<void> {
		await this.#worker.terminate();
	}
}

import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type Digest, TabgridError, type WireError } from "@tabgrid/protocol";
import PQueue from "p-queue";
import type { BlobStore } from "../blobs/BlobStore.ts";
import { Verdict } from "./Verdict.ts";

export interface ModelCheckerOptions {
	/** How long one model may take to check; the thread is stopped after. */
	readonly timeoutMs?: number;
	/** Memory of the checking thread beside the file itself. */
	readonly memoryMb?: number;
}

/** Verdicts remembered; a digest and at most a sentence each. */
const mostVerdicts = 10_000;

/**
 * Checks models of clients in a thread of its own with bounded memory and time, one at a time, so that
 * none delays the matcher or brings it down. Weights are handed over, not copied, and never decoded.
 * Verdicts are remembered by digest: a model's bytes can't change under its name.
 */
export class ModelChecker {
	readonly #blobs: Pick<BlobStore, "stream">;
	readonly #timeoutMs: number;
	readonly #memoryMb: number;
	readonly #queue = new PQueue({ concurrency: 1 });
	readonly #verdicts = new Map<Digest, Promise<Verdict>>();
	#worker: Worker | undefined;

	constructor(
		blobs: Pick<BlobStore, "stream">,
		{ timeoutMs = 60_000, memoryMb = 1_024 }: ModelCheckerOptions = {},
	) {
		this.#blobs = blobs;
		this.#timeoutMs = timeoutMs;
		this.#memoryMb = memoryMb;
	}

	/** @throws TabgridError BAD_MODEL saying what is wrong, or what reading it throws. */
	async check(model: Digest): Promise<void> {
		const { error } = await (this.#verdicts.get(model) ?? this.#judge(model));
		if (error !== null) throw TabgridError.fromWire(error);
	}

	/** Ends the thread. */
	async close(): Promise<void> {
		this.#queue.clear();
		await this.#worker?.terminate();
	}

	#judge(model: Digest): Promise<Verdict> {
		const verdict = this.#queue.add(async () => this.#ask(await this.#read(model)));
		this.#verdicts.set(model, verdict);
		// Failures to read or to start a thread, and long waits, say nothing sure of the model.
		verdict.catch(() => this.#verdicts.delete(model));
		const [oldest] = this.#verdicts.keys();
		if (this.#verdicts.size > mostVerdicts && oldest) this.#verdicts.delete(oldest);
		return verdict;
	}

	/** In pieces, as one copy of half a gigabyte would hold everything else up. */
	async #read(model: Digest): Promise<Uint8Array<ArrayBuffer>> {
		const { bytes, body } = await this.#blobs.stream(model);
		const whole = new Uint8Array(bytes);
		let at = 0;
		for await (const piece of body) {
			whole.set(piece, at);
			at += piece.byteLength;
		}
		return whole;
	}

	/** Sends the bytes to the thread, which lives on for the next model unless this one ends it. */
	async #ask(bytes: Uint8Array<ArrayBuffer>): Promise<Verdict> {
		this.#worker ??= this.#start();
		const worker = this.#worker;
		const waiting = new AbortController();
		const { signal } = waiting;
		worker.ref();
		try {
			const answer = once(worker, "message", { signal });
			worker.postMessage(bytes, [bytes.buffer]);
			const [verdict]: unknown[] = await Promise.race([
				answer,
				once(worker, "exit", { signal }).then(() => {
					throw new TabgridError("UNAVAILABLE", "The matcher is stopping; try again later.");
				}),
				setTimeout(this.#timeoutMs, undefined, { signal }).then(() => {
					// On a busy machine that may be no fault of the model: who asks next gets another try.
					throw TabgridError.fromWire(refusal("takes too long to check"));
				}),
			]);
			return Verdict.parse(verdict);
		} catch (error) {
			this.#worker = undefined;
			await worker.terminate();
			if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
				return { error: refusal("takes too much memory to check") };
			throw error;
		} finally {
			waiting.abort();
			worker.unref();
		}
	}

	#start(): Worker {
		const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
			name: "model check",
			// worker.mjs brings the loader itself, whichever way this process got its own.
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: this.#memoryMb },
		});
		// Whoever waits for an answer is told; a thread that dies idle is only replaced.
		worker.on("error", () => {});
		worker.on("exit", () => {
			if (this.#worker === worker) this.#worker = undefined;
		});
		return worker;
	}
}

const refusal = (why: string): WireError => ({
	code: "BAD_MODEL",
	message: `The model ${why}. Simplify it, e.g. with onnxslim.`,
});

import type { Backend, TabgridError } from "@tabgrid/protocol";
import { now, sleep } from "./clock.ts";
import type { ComputeClient } from "./computeClient.ts";
import { type ComputedReplica, computeReplica } from "./computeReplica.ts";
import type { InputPrefetcher } from "./inputs.ts";
import type { HeldLease } from "./leaseBook.ts";
import type { ModelStore } from "./modelStore.ts";
import { restMs } from "./pace.ts";
import { toTabgridError } from "./toTabgridError.ts";

/** Failures after which a fresh compute worker may succeed. */
const freshWorkerHelps = new Set(["DEVICE_LOST", "OUT_OF_MEMORY", "CONFLICT"]);

export interface ComputeLoopOptions {
	readonly compute: ComputeClient;
	readonly models: ModelStore;
	readonly inputs: InputPrefetcher;
	readonly backend: Backend;
	/** The lease to compute next; undefined when there is none, or none may be computed. */
	next(): HeldLease | undefined;
	/** Percent of the time to compute, 10 to 100. */
	intensity(): number;
	computed(held: HeldLease, replica: ComputedReplica): void;
	failed(held: HeldLease, error: TabgridError): Promise<void>;
	/** A shard took this long in ms, the rest after it included. */
	took(ms: number): void;
}

/** Computes one replica after the other, with rests between them as the duty cycle asks. */
export class ComputeLoop {
	readonly #options: ComputeLoopOptions;
	#ended = false;
	/** Aborted to end the wait for work. */
	#idle = new AbortController();
	/** Aborted to end the rest after a run. */
	#rest = new AbortController();

	constructor(options: ComputeLoopOptions) {
		this.#options = options;
	}

	/** There is something to compute. */
	wake(): void {
		this.#idle.abort();
	}

	/** Ends the rest after the last run, for another duty cycle begins. */
	endRest(): void {
		this.#rest.abort();
	}

	/** Ends the loop after the replica that it computes. */
	end(): void {
		this.#ended = true;
		this.wake();
		this.endRest();
	}

	/** Runs until {@link end}. */
	async run(): Promise<void> {
		const { next, intensity, took } = this.#options;
		while (!this.#ended) {
			this.#idle = new AbortController();
			const held = next();
			if (held === undefined) {
				await sleep(60_000, this.#idle.signal);
				continue;
			}
			const from = now();
			if (!(await this.#computeOne(held))) continue;
			const rest = restMs(now() - from, intensity());
			took(now() - from + rest);
			this.#rest = new AbortController();
			if (rest > 0 && !this.#ended) await sleep(rest, this.#rest.signal);
		}
	}

	/** Whether the replica was computed. */
	async #computeOne(held: HeldLease): Promise<boolean> {
		const { compute, computed, failed } = this.#options;
		for (let attempt = 0; ; attempt++) {
			try {
				computed(held, await computeReplica(held, this.#options));
				return true;
			} catch (cause) {
				const error = toTabgridError(cause, "MODEL_FAILED");
				if (freshWorkerHelps.has(error.code) && attempt === 0) {
					compute.terminate(error);
					continue;
				}
				await failed(held, error);
				return false;
			}
		}
	}
}

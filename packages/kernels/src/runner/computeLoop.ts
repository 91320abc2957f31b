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

/** Runs of up to so many ms have the next one wait behind them in the worker. */
const shortMs = 1_000;

/** A replica whose run waits in the compute worker behind another's. */
interface Ahead {
	readonly held: HeldLease;
	readonly replica: Promise<ComputedReplica>;
	/** Its run is in the worker's queue. */
	readonly queued: Promise<void>;
}

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

/**
 * Computes one replica after the other, with rests between them as the duty cycle asks. Without rests the
 * next one waits in the compute worker already, so that nothing the loop does (messages, hashing, signing)
 * lies between two short runs.
 */
export class ComputeLoop {
	readonly #options: ComputeLoopOptions;
	#ended = false;
	#ahead: Ahead | undefined;
	/** How long the last run took in all. */
	#lastMs = Number.POSITIVE_INFINITY;
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
			const held = this.#ahead?.held ?? next();
			if (held === undefined) {
				await sleep(60_000, this.#idle.signal);
				continue;
			}
			const from = now();
			if (!(await this.#computeOne(held))) continue;
			this.#lastMs = now() - from;
			const rest = restMs(this.#lastMs, intensity());
			took(this.#lastMs + rest);
			this.#rest = new AbortController();
			if (rest > 0 && !this.#ended) await sleep(rest, this.#rest.signal);
		}
		this.#ahead?.replica.catch(() => {}); // its lease is given back
	}

	/** Whether the replica was computed. */
	async #computeOne(held: HeldLease): Promise<boolean> {
		const { compute, computed, failed } = this.#options;
		let begun = this.#ahead;
		this.#ahead = undefined;
		for (let attempt = 0; ; attempt++) {
			const waited = begun !== undefined;
			begun ??= this.#begin(held);
			this.#putNextBehind(begun);
			try {
				computed(held, await begun.replica);
				return true;
			} catch (cause) {
				begun = undefined;
				const error = toTabgridError(cause, "MODEL_FAILED");
				if (waited && error.code === "CONFLICT") {
					attempt--; // the worker was ended for the one before it: that was no try of its own
				} else if (freshWorkerHelps.has(error.code) && attempt === 0) {
					compute.terminate(error);
				} else {
					await failed(held, error);
					return false;
				}
			}
		}
	}

	/** Begins with a replica, behind the one that computes when there is one (`turn` is its end). */
	#begin(held: HeldLease, turn?: Promise<unknown>): Ahead {
		let queued = () => {};
		const inQueue = new Promise<void>((resolve) => {
			queued = resolve;
		});
		const replica = computeReplica(held, this.#options, { turn, queued });
		return { held, replica, queued: inQueue };
	}

	/** Lets the next replica wait behind this one, as soon as this one's run is in the worker's queue. */
	#putNextBehind({ replica, queued }: Ahead): void {
		const { next, intensity } = this.#options;
		void queued.then(() => {
			if (this.#ahead !== undefined || this.#ended) return;
			if (intensity() < 100 || this.#lastMs > shortMs) return;
			const held = next();
			if (held === undefined) return;
			this.#ahead = this.#begin(held, replica);
			this.#ahead.replica.catch(() => {}); // told when it is its turn
		});
	}
}

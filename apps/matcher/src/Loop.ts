import type { Logger } from "./log.ts";
import { pause } from "./pause.ts";

/** How often a {@link Loop} runs, in ms. */
export interface Rhythm {
	/** At least so often. */
	readonly everyMs: number;
	/** From one beginning to the next at least; pokes that come earlier are one run then. */
	readonly apartMs?: number;
}

/**
 * Work that is done again and again: when poked, and every `everyMs` at least, one run at a time. A
 * failed run is logged and tried again; nothing but `close` ends the loop.
 */
export class Loop {
	readonly #name: string;
	readonly #everyMs: number;
	readonly #apartMs: number;
	readonly #work: (signal: AbortSignal) => Promise<void>;
	readonly #log: Logger;
	readonly #stop = new AbortController();
	#poked = new AbortController();
	#running: Promise<void> | undefined;

	constructor(
		name: string,
		{ everyMs, apartMs = 0 }: Rhythm,
		log: Logger,
		work: (signal: AbortSignal) => Promise<void>,
	) {
		this.#name = name;
		this.#everyMs = everyMs;
		this.#apartMs = apartMs;
		this.#log = log;
		this.#work = work;
	}

	start(): void {
		this.#running ??= this.#run();
	}

	/** Runs soon; a poke during a run starts another after it. */
	poke(): void {
		// A signal that has fired makes another error with its stack each time.
		if (!this.#poked.signal.aborted) this.#poked.abort();
	}

	/** Resolves when the run in progress has ended. */
	async close(): Promise<void> {
		this.#stop.abort();
		this.#poked.abort();
		await this.#running;
	}

	async #run(): Promise<void> {
		let failures = 0;
		let trouble = "";
		while (!this.#stop.signal.aborted) {
			this.#poked = new AbortController();
			const began = performance.now();
			try {
				await this.#work(this.#stop.signal);
				if (failures > 0)
					this.#log.info({ loop: this.#name, failures }, "It runs again after failing.");
				failures = 0;
				trouble = "";
			} catch (err) {
				failures += 1;
				// One line a trouble, not one a second while it lasts.
				if (String(err) !== trouble)
					this.#log.error({ err, loop: this.#name }, "A run failed; it is tried again.");
				trouble = String(err);
				await pause(1_000, this.#stop.signal);
			}
			if (!this.#stop.signal.aborted) await pause(this.#everyMs, this.#poked.signal);
			const early = began + this.#apartMs - performance.now();
			if (early > 0) await pause(early, this.#stop.signal);
		}
	}
}

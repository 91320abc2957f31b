import { TabgridError } from "@tabgrid/protocol";

interface Waiting<Item, Result> {
	readonly item: Item;
	resolve(result: Result): void;
	reject(error: unknown): void;
}

export interface BatchQueueOptions<Item, Result> {
	/** Handles a batch; answers one result for each item, in order. */
	run(items: readonly Item[]): Promise<readonly Result[]>;
	/** Items in one batch at most. */
	readonly maxBatch: number;
	/** Items waiting at most; more are refused at once. */
	readonly maxWaiting: number;
	/** How long the first item of an idle queue waits for others to join its batch, in ms. */
	readonly gatherMs?: number;
	/** Told how many items wait, and how long a batch took in seconds. */
	readonly onBatch?: (waiting: number, seconds: number) => void;
}

/**
 * Group commit: what arrives while one statement runs goes into the next, so that a thousand
 * callers at once are a handful of statements. One batch runs at a time.
 */
export class BatchQueue<Item, Result> {
	readonly #options: BatchQueueOptions<Item, Result>;
	#waiting: Waiting<Item, Result>[] = [];
	#running: Promise<void> | undefined;

	constructor(options: BatchQueueOptions<Item, Result>) {
		this.#options = options;
	}

	/**
	 * Waits for the item's turn and answers its result.
	 * @throws TabgridError UNAVAILABLE when too much waits already; else what `run` threw.
	 */
	add(item: Item): Promise<Result> {
		if (this.#waiting.length >= this.#options.maxWaiting)
			return Promise.reject(
				new TabgridError("UNAVAILABLE", "The matcher is overloaded; try again soon.", {
					retryAfterMs: 1_000,
				}),
			);
		return new Promise((resolve, reject) => {
			this.#waiting.push({ item, resolve, reject });
			this.#running ??= this.#drain();
		});
	}

	/** Resolves when nothing waits or runs any more. */
	async idle(): Promise<void> {
		while (this.#running) await this.#running;
	}

	async #drain(): Promise<void> {
		const { gatherMs = 0 } = this.#options;
		// Let everything that arrived in this turn of the event loop join the first batch, at least.
		await new Promise((resolve) =>
			gatherMs > 0 ? setTimeout(resolve, gatherMs) : setImmediate(resolve),
		);
		while (this.#waiting.length > 0) {
			const batch = this.#waiting.splice(0, this.#options.maxBatch);
			const started = performance.now();
			try {
				const results = await this.#options.run(batch.map(({ item }) => item));
				batch.forEach((waiting, index) => {
					const result = results[index];
					if (result === undefined)
						waiting.reject(new TabgridError("INTERNAL", "A batch lost one of its results."));
					else waiting.resolve(result);
				});
			} catch (error) {
				for (const waiting of batch) waiting.reject(error);
			}
			this.#options.onBatch?.(this.#waiting.length, (performance.now() - started) / 1_000);
		}
		this.#running = undefined;
	}
}

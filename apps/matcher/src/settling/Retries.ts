const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;

/** When to try again what failed: after two seconds, then twice as long each time, up to five minutes. */
export class Retries<K> {
	readonly #known = new Map<K, { at: number; delayMs: number }>();

	/** Whether it isn't time yet. */
	waits(key: K, now = Date.now()): boolean {
		return (this.#known.get(key)?.at ?? 0) > now;
	}

	/** It failed; answers in how many ms it may be tried again. */
	failed(key: K): number {
		const before = this.#known.get(key)?.delayMs ?? firstRetryMs / 2;
		return this.#wait(key, Math.min(longestRetryMs, before * 2));
	}

	/** It was done, and the chain's event that says so is on its way. */
	done(key: K): void {
		this.#wait(key, firstRetryMs);
	}

	/** Forgets all but these. */
	keep(keys: ReadonlySet<K>): void {
		for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key);
	}

	#wait(key: K, delayMs: number): number {
		this.#known.set(key, { at: Date.now() + delayMs, delayMs });
		return delayMs;
	}
}

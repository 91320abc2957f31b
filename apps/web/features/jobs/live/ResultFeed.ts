import type { ResultList, ShardResult } from "@tabgrid/protocol";

/** Where a feed gets its pages from, and what it does with them. */
export interface ResultFeedParts {
	fetchPage(after: string | undefined): Promise<ResultList>;
	/** Takes a page's results; the next page is fetched when it is done. */
	take(results: readonly ShardResult[]): Promise<void> | void;
	/** Called when a page could not be had; the next {@link ResultFeed.pull} tries again. */
	onError(error: unknown): void;
}

/**
 * A job's verified outputs in the order of their verification, each once. Asking is cheap: while pages
 * are being fetched, any number of pulls become one more look afterwards.
 */
export class ResultFeed {
	readonly #parts: ResultFeedParts;
	#after: string | undefined;
	#running = false;
	#wanted = false;
	#stopped = false;

	constructor(parts: ResultFeedParts) {
		this.#parts = parts;
	}

	/** Fetches all that is there now, and resolves when it was taken. */
	async pull(): Promise<void> {
		this.#wanted = true;
		if (this.#running) return;
		this.#running = true;
		try {
			while (this.#wanted && !this.#stopped) {
				this.#wanted = false;
				await this.#pullPages();
			}
		} catch (error) {
			if (!this.#stopped) this.#parts.onError(error);
		} finally {
			this.#running = false;
		}
	}

	/** Takes nothing more, also of a page that is on its way. */
	stop(): void {
		this.#stopped = true;
	}

	async #pullPages(): Promise<void> {
		for (;;) {
			const page = await this.#parts.fetchPage(this.#after);
			if (this.#stopped) return;
			if (page.results.length > 0) await this.#parts.take(page.results);
			this.#after = page.next ?? this.#after;
			if (!page.more) return;
		}
	}
}

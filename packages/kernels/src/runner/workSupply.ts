import { type Ask, type AskReply, limits } from "@tabgrid/protocol";
import { backoffMs, now } from "./clock.ts";
import type { HeldLease, LeaseBook } from "./leaseBook.ts";
import { RunningMean, replicasAhead } from "./pace.ts";

/** Decides when to ask the matcher for how much, from what was measured so far. */
export class WorkSupply {
	readonly #book: LeaseBook;
	readonly #send: (message: Ask) => Promise<AskReply>;
	readonly #shardMs = new RunningMean();
	readonly #roundTripMs = new RunningMean();
	#asking = false;
	#emptyAnswers = 0;
	#failures = 0;
	#notBefore = 0;

	constructor(book: LeaseBook, send: (message: Ask) => Promise<AskReply>) {
		this.#book = book;
		this.#send = send;
	}

	/** Notes the time that a shard took in all, with the rest after it, in ms. */
	noteShard(ms: number): void {
		this.#shardMs.add(ms);
		this.#failures = 0;
	}

	/** A replica could not be computed: the next {@link refill} waits, longer after each in a row. */
	noteFailure(): void {
		this.#failures++;
		this.#notBefore = now() + backoffMs(this.#failures, { base: 200, max: 15_000 });
	}

	/** There is work, or there may be: the next {@link refill} asks at once. */
	expectWork(): void {
		this.#emptyAnswers = 0;
		if (this.#failures === 0) this.#notBefore = 0;
	}

	/**
	 * Leases that would be over before they are computed: those past their end, and those that wait
	 * behind another with less time left than half a shard usually takes.
	 */
	hopeless(): HeldLease[] {
		const at = now();
		const behind = new Set(this.#book.unfinished().slice(1));
		return this.#book
			.unfinished()
			.filter(
				(held) =>
					held.expiresAt <= at ||
					(held.step === "waiting" &&
						behind.has(held) &&
						held.expiresAt - at < this.#shardMs.or(0) / 2),
			);
	}

	/**
	 * Asks for what is missing, if it is time to, and books the answer.
	 * @returns the leases that came.
	 * @throws TabgridError when the matcher refuses or doesn't answer; the next refill waits longer.
	 */
	async refill(): Promise<HeldLease[]> {
		if (this.#asking || now() < this.#notBefore) return [];
		const ahead = replicasAhead(this.#roundTripMs.or(0), this.#shardMs.or(100));
		const wanted = 1 + ahead - this.#book.unfinished().length;
		const capacity = Math.min(wanted, limits.leaseBatch - this.#book.all().length);
		if (capacity < 1) return [];
		this.#asking = true;
		this.#emptyAnswers++;
		const from = now();
		try {
			const reply = await this.#send({ capacity });
			this.#roundTripMs.add(now() - from);
			const added = this.#book.add(reply, now());
			if (added.length > 0) this.#emptyAnswers = 0;
			return added;
		} finally {
			this.#asking = false;
			// The matcher says when there is work; asking all the same now and then costs little.
			const wait = backoffMs(this.#emptyAnswers, { base: 500, max: 15_000 });
			if (this.#emptyAnswers > 0) this.#notBefore = now() + wait;
		}
	}
}

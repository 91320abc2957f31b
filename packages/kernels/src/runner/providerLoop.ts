import type { KernelId, Link, ProviderSummary } from "@tabgrid/protocol";
import type { z } from "zod";
import { now, sleep } from "./clock.ts";
import { MatcherConnection } from "./connection.ts";
import { LeaseBook } from "./leaseBook.ts";
import { LoopAccount } from "./loopAccount.ts";
import type { LoopStatus, ProviderLoopOptions } from "./loopOptions.ts";
import { LoopWishes } from "./loopWishes.ts";
import { currentShards, type ProviderSnapshot } from "./snapshot.ts";
import { WorkLine } from "./workLine.ts";

/** Results on their way get this long, in ms, when the loop ends. */
const farewellMs = 3_000;

/**
 * A provider at work: asks the matcher for replicas so that some always wait, computes them one after
 * the other, signs and submits. It depends on no page: everything it needs runs in its own worker.
 */
export class ProviderLoop {
	readonly #connection: MatcherConnection;
	readonly #book = new LeaseBook();
	readonly #account: LoopAccount;
	readonly #wishes: LoopWishes;
	readonly #line: WorkLine;
	readonly #ended = new AbortController();

	constructor(options: ProviderLoopOptions) {
		const { identity, matcherUrl: url, instance } = options;
		this.#account = new LoopAccount(options.record, options.onChange);
		this.#wishes = new LoopWishes(options);
		this.#connection = new MatcherConnection({
			url,
			identity,
			instance,
			capabilities: () => this.#wishes.capabilities(),
			holding: () => this.#book.all().map(({ lease }) => lease.replicaId),
			on: {
				ready: (reply, domain) => {
					this.#account.noteReady(reply.provider);
					this.#line.onReady(reply, domain);
				},
				down: (error) => this.#account.note(error),
				work: () => this.#line.onWork(),
				revoke: ({ replicaIds }) => this.#line.desk.drop(replicaIds),
				verdicts: (message) => {
					this.#account.noteVerdicts(message);
					this.#line.changed();
				},
				vouchers: (vouchers) => options.onVouchers(vouchers),
				garbled: (error) => this.#account.note(error),
			},
		});
		this.#line = new WorkLine(options, {
			book: this.#book,
			connection: this.#connection,
			account: this.#account,
			wishes: this.#wishes,
		});
	}

	/** Connects and works until {@link stop}. */
	start(): void {
		this.#connection.open();
		this.#line.start();
		const tick = setInterval(() => this.#line.changed(), 500);
		this.#ended.signal.addEventListener("abort", () => clearInterval(tick));
	}

	/** Gives all leases back, closes the connection and ends for good. */
	async stop(): Promise<void> {
		this.#ended.abort();
		this.#line.end();
		await this.#line.desk.giveBack(this.#book.unfinished());
		await Promise.race([this.#line.flush(), sleep(farewellMs)]);
		this.#account.leave();
		this.#connection.close();
	}

	/**
	 * Begins nothing more, gives back what waits, and ends once what computes is computed and stored, or
	 * after `limitMs`.
	 */
	async drain(limitMs: number): Promise<void> {
		this.#wishes.draining = true;
		await this.#line.desk.giveBack(this.#book.waiting());
		const over = now() + limitMs;
		while (this.#book.all().length > 0 && now() < over && !this.#wishes.paused) await sleep(50);
		await this.stop();
	}

	/** Stops computing now (the compute worker is terminated) and gives the leases back. */
	async pause(): Promise<void> {
		this.#wishes.paused = true;
		await this.#line.desk.giveBack(this.#book.unfinished());
		this.#line.changed();
	}

	resume(): void {
		this.#wishes.paused = false;
		this.#line.onWork();
	}

	/** @param intensity - percent of the time to compute, 10 to 100. */
	setIntensity(intensity: number): void {
		this.#wishes.intensity = intensity;
		this.#line.endRest();
		// The matcher draws deadlines from the speed that it was told.
		this.#connection.reopen();
		this.#line.changed();
	}

	/** Gives back what is leased of other kernels, and asks for these only from now on. */
	async setKernels(kernels: readonly KernelId[]): Promise<void> {
		this.#wishes.kernels = kernels;
		await this.#line.desk.giveBack(
			this.#book.unfinished().filter(({ job }) => !kernels.includes(job.kernel)),
		);
		if (!this.#ended.signal.aborted) this.#connection.reopen();
		this.#line.changed();
	}

	/** Tries to connect now instead of later. */
	reconnect(): void {
		this.#connection.tryNow();
		this.#line.changed();
	}

	/** Links a wallet by its signed message. @throws TabgridError the matcher's refusal. */
	async link(message: z.input<typeof Link>): Promise<ProviderSummary> {
		await this.#connection.untilReady(10_000);
		const { provider } = await this.#connection.link(message);
		this.#account.noteSummary(provider);
		this.#line.changed();
		return provider;
	}

	status(): LoopStatus {
		return {
			phase: this.#phase(),
			summary: this.#account.summary,
			current: currentShards(this.#book.all()),
			counts: this.#account.counts,
			intensity: this.#wishes.intensity,
			retryAt: this.#connection.retryAt,
			lastError: this.#account.lastError,
		};
	}

	#phase(): ProviderSnapshot["phase"] {
		if (this.#wishes.paused) return "paused";
		if (this.#account.lastError?.code === "PROTOCOL_TOO_OLD") return "error";
		if (!this.#connection.ready) return "offline";
		return this.#book.all().length > 0 ? "working" : "idle";
	}
}

import type { AuthenticateReply, SigningDomain, TabgridError } from "@tabgrid/protocol";
import { ComputeLoop } from "./computeLoop.ts";
import type { ComputedReplica } from "./computeReplica.ts";
import type { MatcherConnection } from "./connection.ts";
import { Delivery } from "./delivery.ts";
import { InputPrefetcher } from "./inputs.ts";
import type { HeldLease, LeaseBook } from "./leaseBook.ts";
import { LeaseDesk } from "./leaseDesk.ts";
import type { LoopAccount } from "./loopAccount.ts";
import type { ProviderLoopOptions } from "./loopOptions.ts";
import type { LoopWishes } from "./loopWishes.ts";
import { toTabgridError } from "./toTabgridError.ts";
import { WorkSupply } from "./workSupply.ts";

/** What a line works with beside the loop's options. */
export interface WorkLineParts {
	readonly book: LeaseBook;
	readonly connection: MatcherConnection;
	readonly account: LoopAccount;
	readonly wishes: LoopWishes;
}

/** The way of a replica through a provider: leased, fetched, computed, signed, acknowledged. */
export class WorkLine {
	/** Where leases end before their time. */
	readonly desk: LeaseDesk;
	readonly #options: ProviderLoopOptions;
	readonly #parts: WorkLineParts;
	readonly #inputs: InputPrefetcher;
	readonly #delivery: Delivery;
	readonly #supply: WorkSupply;
	readonly #computing: ComputeLoop;
	#domain: SigningDomain | undefined;
	#ended = false;

	constructor(options: ProviderLoopOptions, parts: WorkLineParts) {
		const { identity, blobs, calibration, compute, models, onChange } = options;
		const { book, connection, account, wishes } = parts;
		this.#options = options;
		this.#parts = parts;
		this.#inputs = new InputPrefetcher(blobs);
		this.#supply = new WorkSupply(book, connection.ask);
		this.#delivery = new Delivery({
			identity,
			blobs,
			calibration,
			submit: connection.submit,
			online: () => connection.ready,
			settled: (result) => {
				this.desk.drop([result.replicaId]);
				account.noteSettled(result);
				this.changed();
			},
		});
		this.desk = new LeaseDesk({
			book,
			inputs: this.#inputs,
			delivery: this.#delivery,
			connection,
			account,
			onChange,
		});
		this.#computing = new ComputeLoop({
			compute,
			models,
			inputs: this.#inputs,
			backend: calibration.backend,
			next: () => (this.#working ? book.waiting()[0] : undefined),
			intensity: () => wishes.intensity,
			computed: (held, replica) => this.#onComputed(held, replica),
			failed: (held, error) => this.#fail(held, error),
			took: (ms) => this.#supply.noteShard(ms),
		});
	}

	/** Computes whatever comes until {@link end}. */
	start(): void {
		void this.#computing.run();
	}

	/** Begins nothing more. */
	end(): void {
		this.#ended = true;
		this.#computing.end();
	}

	/** Resolves when the results that are made are with the matcher. */
	flush(): Promise<void> {
		return this.#delivery.flush();
	}

	/** Ends the rest between two runs. */
	endRest(): void {
		this.#computing.endRest();
	}

	/** The connection stands (again): what was lost meanwhile goes, what was made is sent. */
	onReady({ stillLeased }: AuthenticateReply, domain: SigningDomain): void {
		this.#domain = domain;
		const still = new Set(stillLeased);
		// A result whose acknowledgement was lost is no lease any more, and is sent again all the same.
		const lost = this.#parts.book.unfinished().filter(({ lease }) => !still.has(lease.replicaId));
		this.desk.drop(lost.map(({ lease }) => lease.replicaId));
		void this.#delivery.flush();
		this.onWork();
	}

	/** There is work, or there may be. */
	onWork(): void {
		this.#supply.expectWork();
		this.changed();
	}

	/** Everything that follows from a change: give up what is hopeless, prefetch, ask, tell. */
	changed(): void {
		this.#options.onChange();
		const hopeless = this.#supply.hopeless();
		if (hopeless.length > 0) void this.desk.giveBack(hopeless);
		if (!this.#working) return;
		this.#inputs.prefetch(this.#parts.book.waiting());
		if (this.#parts.connection.ready) void this.#refill();
	}

	get #working(): boolean {
		return this.#parts.wishes.work && !this.#ended;
	}

	async #refill(): Promise<void> {
		try {
			const added = await this.#supply.refill();
			if (added.length === 0) return;
			if (!this.#working) return await this.desk.giveBack(added);
			if (added.length === this.#parts.book.unfinished().length) this.#computing.wake();
			this.changed();
		} catch (cause) {
			this.#parts.account.note(toTabgridError(cause, "INTERNAL"));
		}
	}

	/** Signs and sends a result while the next one computes. */
	#onComputed(held: HeldLease, replica: ComputedReplica): void {
		held.step = "submitting";
		this.#parts.account.noteComputed(replica);
		this.#options.onChange(); // a limit may be reached: it stops the next one before it begins
		if (this.#domain === undefined) return; // no lease without a connection, no connection without it
		this.#delivery
			.deliver(held, replica, this.#domain)
			.catch((cause) => this.#fail(held, toTabgridError(cause, "INTERNAL")));
	}

	/** Reports a replica that can't be computed, unless its lease was given up anyway. */
	async #fail(held: HeldLease, error: TabgridError): Promise<void> {
		if (held.gone.signal.aborted) return;
		this.#supply.noteFailure();
		await this.desk.fail(held, error);
		if (error.code === "DEVICE_LOST") this.#options.onDeviceLost();
	}
}

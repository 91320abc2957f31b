import type {
	AuthenticateReply,
	Capabilities,
	KernelId,
	Link,
	ProviderSummary,
	ReplicaId,
	SigningDomain,
	TabgridError,
	Verdicts,
	Voucher,
	WireError,
} from "@tabgrid/protocol";
import type { z } from "zod";
import type { BlobClient } from "./blobs.ts";
import type { Calibration } from "./calibrate.ts";
import { now, sleep } from "./clock.ts";
import type { ComputeClient } from "./computeClient.ts";
import { ComputeLoop } from "./computeLoop.ts";
import type { ComputedReplica } from "./computeReplica.ts";
import { MatcherConnection } from "./connection.ts";
import { Delivery } from "./delivery.ts";
import type { ProviderIdentity } from "./identity.ts";
import { InputPrefetcher } from "./inputs.ts";
import { type HeldLease, LeaseBook } from "./leaseBook.ts";
import type { ModelStore } from "./modelStore.ts";
import { SessionRecord } from "./sessionRecord.ts";
import { currentShards, type ProviderSnapshot } from "./snapshot.ts";
import type { SubmitResult } from "./submitQueue.ts";
import { toTabgridError } from "./toTabgridError.ts";
import { WorkSupply } from "./workSupply.ts";

export interface ProviderLoopOptions {
	readonly matcherUrl: string;
	readonly identity: ProviderIdentity;
	/** A random UUID, one for the life of the worker. */
	readonly instance: string;
	readonly compute: ComputeClient;
	readonly blobs: BlobClient;
	readonly models: ModelStore;
	readonly calibration: Calibration;
	/** Kernels that it accepts; with none it asks for nothing. */
	readonly kernels: readonly KernelId[];
	/** Largest model plus input that the device can take, in bytes. */
	readonly maxBytes: number;
	/** Percent of the time to compute, 10 to 100. */
	readonly intensity: number;
	readonly paused: boolean;
	/** Where it notes what it does, when that shall outlive this loop. */
	readonly record?: SessionRecord;
	/** Something in {@link ProviderLoop.status} changed. Called often: throttle. */
	readonly onChange: () => void;
	/** The graphics device was lost, and again on a fresh worker. */
	readonly onDeviceLost: () => void;
	/** The operator's newest vouchers for this provider. */
	readonly onVouchers: (vouchers: Voucher[]) => void;
}

/** What the loop knows of itself. */
export type LoopStatus = Pick<
	ProviderSnapshot,
	"phase" | "summary" | "current" | "counts" | "intensity" | "retryAt" | "lastError"
>;

/** Results on their way get this long, in ms, when the loop ends. */
const farewellMs = 3_000;

/**
 * A provider at work: asks the matcher for replicas so that some always wait, computes them one after
 * the other, signs and submits. It depends on no page: everything it needs runs in its own worker.
 */
export class ProviderLoop {
	readonly #options: ProviderLoopOptions;
	readonly #connection: MatcherConnection;
	readonly #book = new LeaseBook();
	readonly #inputs: InputPrefetcher;
	readonly #delivery: Delivery;
	readonly #supply: WorkSupply;
	readonly #computing: ComputeLoop;
	readonly #ended = new AbortController();
	readonly #record: SessionRecord;
	#domain: SigningDomain | undefined;
	#summary: ProviderSummary | null = null;
	#lastError: WireError | null = null;
	#intensity: number;
	#paused: boolean;
	/** About to end: what computes is finished, and nothing is begun. */
	#draining = false;
	#kernels: readonly KernelId[];

	constructor(options: ProviderLoopOptions) {
		const { identity, blobs, calibration, matcherUrl: url, instance } = options;
		this.#options = options;
		this.#intensity = options.intensity;
		this.#paused = options.paused;
		this.#record = options.record ?? new SessionRecord();
		this.#kernels = options.kernels;
		this.#inputs = new InputPrefetcher(blobs);
		this.#connection = new MatcherConnection({
			url,
			identity,
			instance,
			capabilities: () => this.#capabilities(),
			holding: () => this.#book.all().map(({ lease }) => lease.replicaId),
			on: {
				ready: (reply, domain) => this.#onReady(reply, domain),
				down: (error) => this.#note(error),
				work: () => this.#onWork(),
				revoke: ({ replicaIds }) => this.#drop(replicaIds),
				verdicts: (message) => this.#onVerdicts(message),
				vouchers: (vouchers) => options.onVouchers(vouchers),
				garbled: (error) => this.#note(error),
			},
		});
		this.#supply = new WorkSupply(this.#book, this.#connection.ask);
		this.#delivery = new Delivery({
			identity,
			blobs,
			calibration,
			submit: this.#connection.submit,
			online: () => this.#connection.ready,
			settled: (result) => this.#onSettled(result),
		});
		this.#computing = new ComputeLoop({
			compute: options.compute,
			models: options.models,
			inputs: this.#inputs,
			backend: calibration.backend,
			next: () => (this.#working ? this.#book.waiting()[0] : undefined),
			intensity: () => this.#intensity,
			computed: (held, replica) => this.#onComputed(held, replica),
			failed: (held, error) => this.#fail(held, error),
			took: (ms) => this.#supply.noteShard(ms),
		});
	}

	/** Connects and works until {@link stop}. */
	start(): void {
		this.#connection.open();
		void this.#computing.run();
		const tick = setInterval(() => this.#changed(), 500);
		this.#ended.signal.addEventListener("abort", () => clearInterval(tick));
	}

	/** Gives all leases back, closes the connection and ends for good. */
	async stop(): Promise<void> {
		this.#ended.abort();
		this.#computing.end();
		await this.#giveBack(this.#book.unfinished());
		await Promise.race([this.#delivery.flush(), sleep(farewellMs)]);
		this.#connection.close();
	}

	/**
	 * Begins nothing more, gives back what waits, and ends once what computes is computed and stored, or
	 * after `limitMs`.
	 */
	async drain(limitMs: number): Promise<void> {
		this.#draining = true;
		await this.#giveBack(this.#book.waiting());
		const over = now() + limitMs;
		while (this.#book.all().length > 0 && now() < over && !this.#paused) await sleep(50);
		await this.stop();
	}

	/** Stops computing now (the compute worker is terminated) and gives the leases back. */
	async pause(): Promise<void> {
		this.#paused = true;
		await this.#giveBack(this.#book.unfinished());
		this.#changed();
	}

	resume(): void {
		this.#paused = false;
		this.#supply.expectWork();
		this.#changed();
	}

	/** @param intensity - percent of the time to compute, 10 to 100. */
	setIntensity(intensity: number): void {
		this.#intensity = intensity;
		this.#computing.endRest();
		// The matcher draws deadlines from the speed that it was told.
		this.#connection.reopen();
		this.#changed();
	}

	/** Gives back what is leased of other kernels, and asks for these only from now on. */
	async setKernels(kernels: readonly KernelId[]): Promise<void> {
		this.#kernels = kernels;
		await this.#giveBack(
			this.#book.unfinished().filter(({ job }) => !kernels.includes(job.kernel)),
		);
		if (!this.#ended.signal.aborted) this.#connection.reopen();
		this.#changed();
	}

	/** Tries to connect now instead of later. */
	reconnect(): void {
		this.#connection.tryNow();
		this.#changed();
	}

	/** Links a wallet by its signed message. @throws TabgridError the matcher's refusal. */
	async link(message: z.input<typeof Link>): Promise<ProviderSummary> {
		await this.#connection.untilReady(10_000);
		const { provider } = await this.#connection.link(message);
		this.#noteSummary(provider);
		this.#changed();
		return provider;
	}

	status(): LoopStatus {
		return {
			phase: this.#phase(),
			summary: this.#summary,
			current: currentShards(this.#book.all()),
			counts: { ...this.#record.counts },
			intensity: this.#intensity,
			retryAt: this.#connection.retryAt,
			lastError: this.#lastError,
		};
	}

	#phase(): ProviderSnapshot["phase"] {
		if (this.#paused) return "paused";
		if (this.#lastError?.code === "PROTOCOL_TOO_OLD") return "error";
		if (!this.#connection.ready) return "offline";
		return this.#book.all().length > 0 ? "working" : "idle";
	}

	#capabilities(): Capabilities {
		const { calibration, maxBytes } = this.#options;
		return {
			backend: calibration.backend,
			adapter: calibration.adapter,
			softwareAdapter: calibration.softwareAdapter,
			runtime: calibration.runtime,
			flopPerSecond: Math.min(1e18, (calibration.flopPerSecond * this.#intensity) / 100),
			kernels: [...this.#kernels],
			maxBytes,
		};
	}

	#onReady(reply: AuthenticateReply, domain: SigningDomain): void {
		this.#domain = domain;
		this.#noteSummary(reply.provider);
		this.#lastError = null;
		const still = new Set(reply.stillLeased);
		// A result whose acknowledgement was lost is no lease any more, and is sent again all the same.
		const lost = this.#book.unfinished().filter(({ lease }) => !still.has(lease.replicaId));
		this.#drop(lost.map(({ lease }) => lease.replicaId));
		void this.#delivery.flush();
		this.#onWork();
	}

	#onWork(): void {
		this.#supply.expectWork();
		this.#changed();
	}

	#onVerdicts({ verdicts, provider }: Verdicts): void {
		this.#noteSummary(provider);
		for (const { state } of verdicts)
			if (state === "agreed" || state === "disagreed") this.#record.counts[state]++;
		this.#changed();
	}

	#onSettled(result: SubmitResult): void {
		this.#drop([result.replicaId]);
		if (result.ok) this.#record.noteAccepted();
		else this.#record.counts.refused++;
		this.#lastError = result.ok ? null : result.error;
		this.#changed();
	}

	/** Everything that follows from a change: give up what is hopeless, prefetch, ask, tell. */
	#changed(): void {
		this.#options.onChange();
		const hopeless = this.#supply.hopeless();
		if (hopeless.length > 0) void this.#giveBack(hopeless);
		if (!this.#working) return;
		this.#inputs.prefetch(this.#book.waiting());
		if (this.#connection.ready) void this.#refill();
	}

	get #working(): boolean {
		return (
			!this.#paused && !this.#draining && !this.#ended.signal.aborted && this.#kernels.length > 0
		);
	}

	async #refill(): Promise<void> {
		try {
			const added = await this.#supply.refill();
			if (added.length === 0) return;
			if (!this.#working) return await this.#giveBack(added);
			if (added.length === this.#book.unfinished().length) this.#computing.wake();
			this.#changed();
		} catch (cause) {
			this.#note(toTabgridError(cause, "INTERNAL"));
		}
	}

	/** Signs and sends a result while the next one computes. */
	#onComputed(held: HeldLease, replica: ComputedReplica): void {
		held.step = "submitting";
		this.#record.noteComputed(replica.timings);
		this.#options.onChange(); // a limit may be reached: it stops the next one before it begins
		if (this.#domain === undefined) return; // no lease without a connection, no connection without it
		this.#delivery
			.deliver(held, replica, this.#domain)
			.catch((cause) => this.#fail(held, toTabgridError(cause, "INTERNAL")));
	}

	/** Reports a replica that can't be computed, unless its lease was given up anyway. */
	async #fail(held: HeldLease, error: TabgridError): Promise<void> {
		if (held.gone.signal.aborted) return;
		const { replicaId } = held.lease;
		this.#record.counts.errored++;
		this.#supply.noteFailure();
		this.#note(error);
		this.#drop([replicaId]);
		try {
			await this.#connection.fail({ replicaId, error: error.toWire() });
		} catch (cause) {
			this.#note(toTabgridError(cause, "INTERNAL")); // the lease's end tells the matcher then
		}
		if (error.code === "DEVICE_LOST") this.#options.onDeviceLost();
	}

	#drop(replicaIds: readonly ReplicaId[]): void {
		for (const replicaId of replicaIds) {
			this.#book.drop(replicaId);
			this.#inputs.drop(replicaId);
			this.#delivery.drop(replicaId);
		}
		this.#options.onChange();
	}

	/** Drops leases and tells the matcher, so that others get them at once. */
	async #giveBack(leases: readonly HeldLease[]): Promise<void> {
		const replicaIds = leases.map(({ lease }) => lease.replicaId);
		this.#drop(replicaIds);
		if (replicaIds.length === 0 || !this.#connection.ready) return;
		try {
			await this.#connection.release({ replicaIds });
		} catch (cause) {
			this.#note(toTabgridError(cause, "INTERNAL"));
		}
	}

	#noteSummary(summary: ProviderSummary): void {
		this.#summary = summary;
		this.#record.noteSummary(summary);
	}

	#note(error: TabgridError): void {
		this.#lastError = error.toWire();
		this.#options.onChange();
	}
}

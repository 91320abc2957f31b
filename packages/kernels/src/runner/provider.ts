import type { KernelId, Link, ProviderSummary, Voucher } from "@tabgrid/protocol";
import { TabgridError } from "@tabgrid/protocol";
import type { z } from "zod";
import type { BackendPreference } from "./backendPreference.ts";
import type { BlobClient } from "./blobs.ts";
import { type Calibration, calibrate } from "./calibrate.ts";
import type { ComputeClient } from "./computeClient.ts";
import type { ComputeAnswer } from "./computeMessages.ts";
import type { Hold } from "./hold.ts";
import type { ProviderIdentity } from "./identity.ts";
import type { ModelStore } from "./modelStore.ts";
import { ProviderLoop } from "./providerLoop.ts";
import { SessionRecord } from "./sessionRecord.ts";
import { emptySnapshot, type ProviderSettings, type ProviderSnapshot } from "./snapshot.ts";
import { toTabgridError } from "./toTabgridError.ts";

/** Where calibrations are remembered; keys name the device, the runtime and the preference. */
export interface CalibrationMemory {
	read(key: string): Promise<Calibration | undefined>;
	write(key: string, calibration: Calibration): Promise<void>;
}

export interface ProviderOptions {
	readonly matcherUrl: string;
	readonly identity: () => Promise<ProviderIdentity>;
	readonly compute: ComputeClient;
	readonly blobs: BlobClient;
	readonly models: ModelStore;
	readonly memory: CalibrationMemory;
	/** Kernels that it accepts. */
	readonly kernels: readonly KernelId[];
	/** Largest model plus input that the device can take, in bytes. */
	readonly maxBytes: number;
	readonly settings: ProviderSettings;
	/** Why it shall rest from the beginning; absent when nothing holds it. */
	readonly hold?: Hold | null;
	/** What another tab of this browser counted until it closed. */
	readonly recent?: readonly number[];
	readonly onChange: () => void;
	readonly onVouchers: (vouchers: Voucher[]) => void;
}

/**
 * A provider from its first breath: reads its key, calibrates (or remembers), and runs the loop. The
 * same in a tab's worker and in Node.
 */
export class Provider {
	readonly #options: ProviderOptions;
	readonly #instance = crypto.randomUUID();
	readonly #record = new SessionRecord();
	#settings: ProviderSettings;
	#hold: Hold | null;
	#kernels: readonly KernelId[];
	#identity: ProviderIdentity | undefined;
	#calibration: Calibration | undefined;
	#loop: ProviderLoop | undefined;
	#phase: "starting" | "calibrating" | "error" = "starting";
	#failure: TabgridError | undefined;
	/** WebGPU's device was lost twice in a row: not used again until the person chooses. */
	#webgpuLost = false;
	/** Raised whenever the provider is set up anew, so that an overtaken set-up ends quietly. */
	#setup = 0;

	constructor(options: ProviderOptions) {
		this.#options = options;
		this.#settings = options.settings;
		this.#hold = options.hold ?? null;
		this.#kernels = options.kernels;
		this.#record.continueFrom(options.recent ?? []);
	}

	/**
	 * Reads the key and, unless it is paused or held, starts working; failures show in the snapshot. While
	 * it rests nothing is fetched or measured.
	 */
	async start(): Promise<void> {
		if (this.#resting) await this.#readIdentity();
		else await this.#setUp();
	}

	async #setUp(): Promise<void> {
		const turn = ++this.#setup;
		const overtaken = () => turn !== this.#setup;
		try {
			this.#to("starting");
			// The compute worker loads its runtime while the key is read.
			const about = this.#options.compute.request("describe", {}, { timeoutMs: 60_000 });
			about.catch(() => {}); // calibrating tells of it
			const identity = await this.#readIdentity();
			if (overtaken()) return;
			this.#to("calibrating");
			const calibration = await this.#calibrate(about);
			if (overtaken()) return;
			this.#calibration = calibration;
			this.#loop = new ProviderLoop({
				...this.#options,
				identity,
				calibration,
				instance: this.#instance,
				intensity: this.#settings.intensity,
				kernels: this.#kernels,
				paused: this.#resting,
				record: this.#record,
				onDeviceLost: () => {
					this.#webgpuLost = true;
					void this.#restart();
				},
			});
			this.#loop.start();
			this.#options.onChange();
		} catch (cause) {
			if (overtaken()) return;
			this.#failure = toTabgridError(cause, "INTERNAL");
			this.#to("error");
		}
	}

	/** Gives the leases back and ends. {@link start} starts anew. */
	async stop(): Promise<void> {
		this.#setup++;
		const loop = this.#loop;
		this.#loop = undefined;
		this.#options.compute.terminate();
		await loop?.stop();
	}

	/**
	 * Ends as {@link stop} does, but lets the replica that computes be finished and stored first, for
	 * `limitMs` at most.
	 */
	async drain(limitMs: number): Promise<void> {
		this.#setup++;
		await this.#loop?.drain(limitMs);
		this.#options.compute.terminate();
	}

	/** Stops computing at once, calibration too, and gives the leases back. */
	async pause(): Promise<void> {
		await this.#change(() => {
			this.#settings = { ...this.#settings, paused: true };
		});
	}

	async resume(): Promise<void> {
		await this.#change(() => {
			this.#settings = { ...this.#settings, paused: false };
		});
	}

	/** Rests for a reason that ends by itself, as if paused; null goes on. */
	async hold(hold: Hold | null): Promise<void> {
		await this.#change(() => {
			this.#hold = hold;
		});
	}

	get #resting(): boolean {
		return this.#settings.paused || this.#hold !== null;
	}

	/** Changes a reason to rest, and stops or goes on when that makes the difference. */
	async #change(change: () => void): Promise<void> {
		const rested = this.#resting;
		change();
		this.#options.onChange();
		if (this.#resting === rested) return;
		if (!this.#resting) await (this.#loop ? this.#loop.resume() : this.#setUp());
		else if (this.#loop) await this.#loop.pause();
		else await this.stop();
	}

	/** Accepts these kernels only; leases of others go back. */
	async setKernels(kernels: readonly KernelId[]): Promise<void> {
		this.#kernels = kernels;
		this.#options.onChange();
		await this.#loop?.setKernels(kernels);
	}

	/** Tries to reach the matcher now instead of at its next turn. */
	reconnect(): void {
		this.#loop?.reconnect();
	}

	/** @param intensity - percent of the time to compute, 10 to 100. */
	setIntensity(intensity: number): void {
		this.#settings = { ...this.#settings, intensity };
		this.#loop?.setIntensity(intensity);
		this.#options.onChange();
	}

	/** Changes the backend: leases go back, and calibration decides anew. */
	async setBackend(backend: BackendPreference): Promise<void> {
		if (backend === this.#settings.backend) return;
		this.#settings = { ...this.#settings, backend };
		this.#webgpuLost = false;
		await this.#restart();
	}

	async #restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	/**
	 * Links a wallet; a paused provider connects for it, and goes on computing nothing.
	 * @throws TabgridError UNAVAILABLE when the matcher can't be reached, or the matcher's refusal.
	 */
	async link(message: z.input<typeof Link>): Promise<ProviderSummary> {
		if (this.#loop === undefined) await this.#setUp();
		if (this.#loop === undefined)
			throw this.#failure ?? new TabgridError("UNAVAILABLE", "The provider is not connected yet.");
		return this.#loop.link(message);
	}

	get settings(): ProviderSettings {
		return this.#settings;
	}

	snapshot(): ProviderSnapshot {
		const calibration = this.#calibration;
		return {
			...emptySnapshot(this.#settings),
			phase: this.#resting ? "paused" : this.#phase,
			hold: this.#hold,
			kernels: [...this.#kernels],
			...this.#record.figures(),
			lastError: this.#failure?.toWire() ?? null,
			...this.#loop?.status(),
			...(calibration && {
				backend: calibration.backend,
				adapter: calibration.adapter,
				softwareAdapter: calibration.softwareAdapter,
				note: calibration.note,
				runtime: calibration.runtime,
				flopPerSecond: calibration.flopPerSecond,
				calibrationMs: calibration.took,
			}),
			...(this.#identity && {
				providerId: this.#identity.providerId,
				sessionKey: this.#identity.sessionKey,
			}),
		};
	}

	async #readIdentity(): Promise<ProviderIdentity> {
		this.#identity ??= await this.#options.identity();
		this.#options.onChange();
		return this.#identity;
	}

	async #calibrate(describing: Promise<ComputeAnswer<"describe">>): Promise<Calibration> {
		const { compute, memory } = this.#options;
		const preference = this.#webgpuLost ? "wasm" : this.#settings.backend;
		const about = await describing;
		const device = about.adapter?.description ?? "no adapter";
		const key = [preference, device, about.runtime, about.threads].join(" | ");
		const known = await memory.read(key);
		const found = known ?? (await calibrate({ compute, preference }));
		if (known === undefined) await memory.write(key, found);
		return this.#webgpuLost ? { ...found, note: "WASM: the graphics device failed twice." } : found;
	}

	#to(phase: "starting" | "calibrating" | "error"): void {
		this.#phase = phase;
		if (phase !== "error") this.#failure = undefined;
		this.#options.onChange();
	}
}

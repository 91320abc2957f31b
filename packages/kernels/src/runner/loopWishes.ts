import type { Capabilities, KernelId } from "@tabgrid/protocol";
import type { Calibration } from "./calibrate.ts";

/** What a loop is to do, as it is told. */
export class LoopWishes {
	readonly #device: { readonly calibration: Calibration; readonly maxBytes: number };
	/** Percent of the time to compute, 10 to 100. */
	intensity: number;
	/** Kernels that it accepts; with none it asks for nothing. */
	kernels: readonly KernelId[];
	paused: boolean;
	/** About to end: what computes is finished, and nothing is begun. */
	draining = false;

	constructor(options: {
		readonly calibration: Calibration;
		readonly maxBytes: number;
		readonly intensity: number;
		readonly kernels: readonly KernelId[];
		readonly paused: boolean;
	}) {
		this.#device = options;
		this.intensity = options.intensity;
		this.kernels = options.kernels;
		this.paused = options.paused;
	}

	/** Whether work is wanted at all. */
	get work(): boolean {
		return !this.paused && !this.draining && this.kernels.length > 0;
	}

	/** What the matcher is told: deadlines are drawn from the speed that is left at this intensity. */
	capabilities(): Capabilities {
		const { calibration, maxBytes } = this.#device;
		return {
			backend: calibration.backend,
			adapter: calibration.adapter,
			softwareAdapter: calibration.softwareAdapter,
			runtime: calibration.runtime,
			flopPerSecond: Math.min(1e18, (calibration.flopPerSecond * this.intensity) / 100),
			kernels: [...this.kernels],
			maxBytes,
		};
	}
}

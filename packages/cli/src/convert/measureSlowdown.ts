import type { Backend, TensorBundle } from "@tabgrid/protocol";
import type { ConvertBackends } from "./ConvertBackends.ts";

/** How much longer a rewritten model takes than the given one, on the same inputs. */
export interface Slowdown {
	/** One run of the given model, in ms. */
	readonly given: number;
	/** One run of the rewritten one. */
	readonly rewritten: number;
	/** The one over the other: the median of the rounds. */
	readonly times: number;
}

interface Measuring {
	readonly backends: ConvertBackends;
	readonly backend: Backend;
	readonly given: Uint8Array;
	readonly rewritten: Uint8Array;
	readonly feeds: TensorBundle;
	readonly rounds: number;
}

/** {@link Slowdown}, and what the rewritten model gave. */
interface Measured {
	readonly slowdown: Slowdown;
	/** An encoded tensor bundle. */
	readonly outputs: Uint8Array;
}

/**
 * Runs both models in turn, in sessions of the same settings. A round takes the fastest of several runs
 * of each: the others shared the device with something.
 */
export async function measureSlowdown(measuring: Measuring): Promise<Measured> {
	const { backends, backend, feeds, rounds } = measuring;
	const measured: Measured[] = [];
	do {
		const { run: given } = await backends.measure(backend, measuring.given, feeds, 20);
		const { run: rewritten, outputs } = await backends.measure(
			backend,
			measuring.rewritten,
			feeds,
			20,
		);
		// The clock may not tell less than this from nothing.
		const times = rewritten / Math.max(given, 1e-3);
		measured.push({ slowdown: { given, rewritten, times }, outputs });
	} while (measured.length < rounds);
	measured.sort((a, b) => a.slowdown.times - b.slowdown.times);
	const median = measured[Math.floor(measured.length / 2)];
	if (median === undefined) throw new TypeError("Nothing was measured.");
	return median;
}

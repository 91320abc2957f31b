import type { ComputeClient } from "@tabgrid/kernels/runner";
import { TabgridError } from "@tabgrid/protocol";

/** How often memory is looked at, in ms. */
const everyMs = 500;

/**
 * Replaces the compute thread when the whole process takes more memory than it may: what a thread
 * holds, WebAssembly heaps included, is free again once it has ended. Answers how to end the watch.
 */
export function guardMemory(compute: ComputeClient, maxBytes: number): () => void {
	const timer = setInterval(() => {
		const { rss } = process.memoryUsage();
		if (rss <= maxBytes) return;
		const mebibytes = (bytes: number) => Math.round(bytes / 1024 ** 2);
		compute.terminate(
			new TabgridError(
				"OUT_OF_MEMORY",
				`The provider took ${mebibytes(rss)} MiB of the ${mebibytes(maxBytes)} MiB that it may.`,
			),
		);
	}, everyMs);
	timer.unref();
	return () => clearInterval(timer);
}

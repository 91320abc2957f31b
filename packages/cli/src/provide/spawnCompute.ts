import { Worker } from "node:worker_threads";
import type { SpawnCompute } from "@tabgrid/kernels/runner";
import { z } from "zod";

/** What the thread that computes is told when it starts. */
export const ComputeData = z.object({
	/** Threads of onnxruntime's WASM backend. */
	threads: z.int().positive(),
	/** Bound of the models kept warm, in bytes of their files. */
	warmBytes: z.int().positive(),
	/** Whether to look for a GPU at all. */
	gpu: z.boolean(),
});
export type ComputeData = z.infer<typeof ComputeData>;

/** Starts threads that compute; one that hangs is killed without harm to the loop. */
export function computeSpawner(data: ComputeData): SpawnCompute {
	return (on) => {
		const worker = new Worker(new URL("./compute.mjs", import.meta.url), { workerData: data });
		worker.on("message", on.message);
		worker.on("error", (error) => on.failure(error.message));
		worker.on("messageerror", () => on.failure("A message of the compute thread can't be read."));
		return {
			post: (message, transfer) => worker.postMessage(message, transferable(transfer)),
			terminate: () => void worker.terminate(),
		};
	};
}

/** Node transfers buffers and ports alone; the runner hands out nothing else. */
function transferable(transfer: readonly Transferable[]): ArrayBuffer[] {
	return transfer.filter((value) => value instanceof ArrayBuffer);
}

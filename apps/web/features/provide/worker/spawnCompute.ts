import type { SpawnCompute } from "@tabgrid/kernels/runner";

/** Starts the worker that computes, from within the worker that provides. */
export const spawnCompute: SpawnCompute = (on) => {
	const worker = new Worker(new URL("./compute.worker.ts", import.meta.url), {
		type: "module",
		name: "tabgrid-compute",
	});
	worker.onmessage = (event) => on.message(event.data);
	worker.onerror = (event) => {
		event.preventDefault();
		on.failure(event.message || "The compute worker could not start.");
	};
	worker.onmessageerror = () => on.failure("A message of the compute worker could not be read.");
	return {
		post: (message, transfer) => worker.postMessage(message, transfer),
		terminate: () => worker.terminate(),
	};
};

import { parentPort } from "node:worker_threads";
import { kernelById } from "@tabgrid/kernels";
import { createComputeHost, serveCompute } from "@tabgrid/kernels/runner";
import * as ort from "onnxruntime-web";
import { runtime } from "./runtime.ts";

// The compute worker as a tab has it: the real host on WASM, one thread, alone in its worker.
ort.env.wasm.numThreads = 1;
serveCompute(
	{
		onRequest: (handle) => parentPort?.on("message", handle),
		post: (message, transfer) =>
			parentPort?.postMessage(
				message,
				transfer.filter((buffer) => buffer instanceof ArrayBuffer),
			),
	},
	createComputeHost({
		ort,
		runtime,
		threads: 1,
		gpu: undefined,
		kernel: kernelById,
		maxBytes: 1e9,
	}),
);

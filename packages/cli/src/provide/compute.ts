import { parentPort, workerData } from "node:worker_threads";
import { kernelById } from "@tabgrid/kernels";
import { createComputeHost, serveCompute } from "@tabgrid/kernels/runner";
import { loadRuntime } from "./loadRuntime.ts";
import { ComputeData } from "./spawnCompute.ts";

const port = parentPort;
if (port === null) throw new Error("This file runs in a thread of the provider.");
const { threads, warmBytes, gpu: wanted } = ComputeData.parse(workerData);

async function makeHost() {
	const { ort, build, gpu } = await loadRuntime(wanted);
	ort.env.wasm.numThreads = threads;
	ort.env.logLevel = "error";
	return createComputeHost({
		ort,
		runtime: `${ort.env.versions.web ?? ort.env.versions.common} ${build}`,
		threads,
		gpu,
		kernel: kernelById,
		maxBytes: warmBytes,
	});
}

serveCompute(
	{
		onRequest: (handle) => port.on("message", handle),
		post: (message, transfer) =>
			port.postMessage(
				message,
				transfer.filter((value) => value instanceof ArrayBuffer),
			),
	},
	makeHost(),
);

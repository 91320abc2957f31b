import { parentPort, workerData } from "node:worker_threads";
import { loadRuntime } from "@tabgrid/cli/loadRuntime";
import { fromOrtTensor, toFeeds } from "@tabgrid/kernels/runner";
import { decodeBundle, encodeBundle, type TensorBytes } from "@tabgrid/protocol";
import { BackendData, BackendTask } from "./backendMessages.ts";

// One backend of onnxruntime-web in a thread of its own, so that each has its own number of threads.
const { threads, gpu: wanted, unoptimised } = BackendData.parse(workerData);
const { ort, gpu } = await loadRuntime(wanted);
ort.env.wasm.numThreads = threads;
ort.env.logLevel = "fatal";

async function run({ model, feeds }: BackendTask): Promise<Uint8Array[]> {
	const session = await ort.InferenceSession.create(model, {
		// The default layout computes some convolutions wrongly; providers take this one too.
		executionProviders: gpu ? [{ name: "webgpu", preferredLayout: "NCHW" }] : ["wasm"],
		logSeverityLevel: 4,
		graphOptimizationLevel: unoptimised ? "disabled" : "all",
	});
	try {
		const outputs: Uint8Array[] = [];
		for (const feed of feeds) {
			const results = await session.run(toFeeds(ort, decodeBundle(feed)));
			const bundle: Record<string, TensorBytes> = {};
			for (const [name, value] of Object.entries(results)) {
				bundle[name] = await fromOrtTensor(name, value);
				value.dispose();
			}
			outputs.push(encodeBundle(bundle));
		}
		return outputs;
	} finally {
		await session.release();
	}
}

parentPort?.on("message", (message) => {
	run(BackendTask.parse(message)).then(
		(outputs) => parentPort?.postMessage({ outputs }),
		(error: unknown) =>
			parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
	);
});
parentPort?.postMessage({ ready: wanted ? gpu !== undefined : true });

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

async function run({ model, feeds, timed }: BackendTask) {
	const from = performance.now();
	const session = await ort.InferenceSession.create(model, {
		// The default layout computes some convolutions wrongly; providers take this one too.
		executionProviders: gpu ? [{ name: "webgpu", preferredLayout: "NCHW" }] : ["wasm"],
		logSeverityLevel: 4,
		graphOptimizationLevel: unoptimised ? "disabled" : "all",
	});
	const create = performance.now() - from;
	const once = async (feed: Uint8Array) => {
		const start = performance.now();
		const results = await session.run(toFeeds(ort, decodeBundle(feed)));
		const bundle: Record<string, TensorBytes> = {};
		for (const [name, value] of Object.entries(results)) {
			bundle[name] = await fromOrtTensor(name, value);
			value.dispose();
		}
		return { output: encodeBundle(bundle), ms: performance.now() - start };
	};
	try {
		const runs: Awaited<ReturnType<typeof once>>[] = [];
		for (const feed of feeds) runs.push(await once(feed));
		const first = runs[0]?.ms ?? 0;
		let fastest = first;
		for (let run = 0; run < timed; run++)
			fastest = Math.min(fastest, (await once(feeds[0] ?? new Uint8Array())).ms);
		return { outputs: runs.map(({ output }) => output), create, first, fastest };
	} finally {
		await session.release();
	}
}

parentPort?.on("message", (message) => {
	run(BackendTask.parse(message)).then(
		(answer) => parentPort?.postMessage(answer),
		(error: unknown) =>
			parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
	);
});
parentPort?.postMessage({ ready: wanted ? gpu !== undefined : true });

import { parentPort } from "node:worker_threads";
import { decodeBundle } from "@tabgrid/protocol";
import * as ort from "onnxruntime-web";
import { z } from "zod";

// Bare session.run in a worker of its own, with nothing around it: what the provider loop is held against.
ort.env.wasm.numThreads = 1;
const Bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const Task = z.object({ model: Bytes, inputs: z.array(Bytes).min(1) });

let session: Promise<ort.InferenceSession> | undefined;

async function time(task: z.infer<typeof Task>): Promise<number[]> {
	session ??= ort.InferenceSession.create(task.model, { executionProviders: ["wasm"] });
	const warm = await session;
	const feeds = task.inputs.map((input) => {
		const { x } = decodeBundle(input);
		if (x === undefined) throw new TypeError("The bench's inputs have one tensor, x.");
		const values = new Float32Array(x.data.slice().buffer);
		return { x: new ort.Tensor("float32", values, [...x.dims]) };
	});
	const times: number[] = [];
	for (const feed of feeds) {
		const from = performance.now();
		const { y } = await warm.run(feed);
		await y?.getData();
		times.push(performance.now() - from);
		y?.dispose();
	}
	return times;
}

parentPort?.on("message", (message) => {
	void time(Task.parse(message)).then((times) => parentPort?.postMessage(times));
});

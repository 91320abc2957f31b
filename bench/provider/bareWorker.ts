import { parentPort } from "node:worker_threads";
import { decodeBundle } from "@tabgrid/protocol";
import * as ort from "onnxruntime-web";
import { z } from "zod";

// Bare session.run in a worker of its own, with nothing around it: what the provider loop is held against.
ort.env.wasm.numThreads = 1;
const Bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const Task = z.object({ model: Bytes, inputs: z.array(Bytes).min(1) });

let warm: { readonly model: Uint8Array; readonly session: ort.InferenceSession } | undefined;

/** The model's session: that of the task before when it was the same model. */
async function sessionOf(model: Uint8Array<ArrayBuffer>): Promise<ort.InferenceSession> {
	if (warm !== undefined && Buffer.compare(warm.model, model) === 0) return warm.session;
	await warm?.session.release();
	warm = undefined;
	const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
	warm = { model, session };
	return session;
}

async function time(task: z.infer<typeof Task>): Promise<number[]> {
	const session = await sessionOf(task.model);
	const feeds = task.inputs.map((input) => {
		const { x } = decodeBundle(input);
		if (x === undefined) throw new TypeError("The bench's inputs have one tensor, x.");
		const values = new Float32Array(new Uint8Array(x.data).buffer);
		return { x: new ort.Tensor("float32", values, [...x.dims]) };
	});
	const times: number[] = [];
	for (const feed of feeds) {
		const from = performance.now();
		const { y } = await session.run(feed);
		await y?.getData();
		times.push(performance.now() - from);
		y?.dispose();
	}
	return times;
}

parentPort?.on("message", (message) => {
	void time(Task.parse(message)).then((times) => parentPort?.postMessage(times));
});

import type { TensorBundle, TensorBytes } from "@tabgrid/protocol";
import * as ort from "onnxruntime-web";
import { fromOrtTensor, toFeeds } from "../runner/ortTensors.ts";

export interface OpenOptions {
	/** Runs the graph node by node as it is written: another honest order of the same sums. */
	readonly unoptimised?: boolean;
}

/** For tests: a session of onnxruntime-web's WASM backend in this process, one thread. */
export async function openModel(model: Uint8Array, { unoptimised = false }: OpenOptions = {}) {
	ort.env.wasm.numThreads = 1;
	ort.env.logLevel = "error";
	const session = await ort.InferenceSession.create(model, {
		executionProviders: ["wasm"],
		logSeverityLevel: 3,
		graphOptimizationLevel: unoptimised ? "disabled" : "all",
	});
	return async (feeds: TensorBundle): Promise<TensorBundle> => {
		const results = await session.run(toFeeds(ort, feeds));
		const bundle: Record<string, TensorBytes> = {};
		for (const [name, value] of Object.entries(results))
			bundle[name] = await fromOrtTensor(name, value);
		return bundle;
	};
}

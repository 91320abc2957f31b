import { type Exact8Model, readGraph, readInputFiles, toExact8 } from "@tabgrid/kernels";
import { ComputeClient } from "@tabgrid/kernels/runner";
import { decodeBundle, encodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { computeSpawner } from "../provide/spawnCompute.ts";

/** A converted model, and whether this machine's GPU gives the same bits. */
export interface Conversion extends Exact8Model {
	/** Null where there is no WebGPU here. */
	readonly sameOnWebgpu: boolean | null;
}

/** A model, and what it is calibrated with. */
export interface ConvertRequest {
	readonly model: Uint8Array<ArrayBuffer>;
	/** As for onnx-batch: .npz, .npy or .json. */
	readonly examples: readonly { readonly name: string; readonly bytes: Uint8Array }[];
	/** Whether to try WebGPU as well. */
	readonly gpu: boolean;
}

const timeoutMs = 600_000;

/**
 * Makes a network exact, calibrated on the CPU, and runs it again on WebGPU where Dawn finds a driver.
 * @throws TabgridError what is wrong with the model or the examples.
 */
export async function convertModel({ model, examples, gpu }: ConvertRequest): Promise<Conversion> {
	const compute = new ComputeClient(computeSpawner({ threads: 1, warmBytes: 1e9, gpu }));
	const runOn = async (
		backend: "wasm" | "webgpu",
		bytes: Uint8Array,
		feeds: TensorBundle,
	): Promise<Uint8Array> => {
		const task = { backend, model: new Uint8Array(bytes), feeds: encodeBundle(feeds), runs: 1 };
		return (await compute.request("measure", task, { timeoutMs })).outputs;
	};
	try {
		const inputs = readInputFiles(examples, readGraph(model));
		const made = await toExact8(model, inputs, async (bytes, feeds) =>
			decodeBundle(await runOn("wasm", bytes, feeds)),
		);
		const { adapter } = await compute.request("describe", {}, { timeoutMs });
		if (adapter === null) return { ...made, sameOnWebgpu: null };
		const [cpu, other] = [
			await runOn("wasm", made.model, inputs),
			await runOn("webgpu", made.model, inputs),
		];
		return { ...made, sameOnWebgpu: Buffer.compare(cpu, other) === 0 };
	} finally {
		compute.terminate();
	}
}

import { ComputeClient } from "@tabgrid/kernels/runner";
import { type Backend, decodeBundle, encodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { computeSpawner } from "../provide/spawnCompute.ts";

const timeoutMs = 600_000;

/** One model after another on this machine's backends, in a thread of its own. */
export class ConvertBackends {
	readonly #compute: ComputeClient;

	/** @param gpu whether to look for WebGPU at all. */
	constructor(gpu: boolean) {
		this.#compute = new ComputeClient(computeSpawner({ threads: 1, warmBytes: 1e9, gpu }));
	}

	/** The adapter behind WebGPU, or null where there is none. */
	async adapter() {
		return (await this.#compute.request("describe", {}, { timeoutMs })).adapter;
	}

	/** Runs a model once on WASM: all outputs by name. */
	readonly run = async (model: Uint8Array, feeds: TensorBundle): Promise<TensorBundle> =>
		decodeBundle((await this.measure("wasm", model, feeds, 1)).outputs);

	/** Runs a model `runs` times after a first one, and tells the fastest of them. */
	measure(backend: Backend, model: Uint8Array, feeds: TensorBundle, runs: number) {
		const task = { backend, model: new Uint8Array(model), feeds: encodeBundle(feeds), runs };
		return this.#compute.request("measure", task, { timeoutMs });
	}

	/** Whether WebGPU gives the bytes that the CPU gives. */
	async agree(model: Uint8Array, feeds: TensorBundle): Promise<boolean> {
		const cpu = await this.measure("wasm", model, feeds, 1);
		const gpu = await this.measure("webgpu", model, feeds, 1);
		return Buffer.compare(cpu.outputs, gpu.outputs) === 0;
	}

	close(): void {
		this.#compute.terminate();
	}
}

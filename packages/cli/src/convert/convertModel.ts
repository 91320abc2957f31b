import {
	type Exact8Model,
	type PortableModel,
	randomInputs,
	readGraph,
	readInputFiles,
	toExact8,
	toPortable,
} from "@tabgrid/kernels";
import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import { ConvertBackends } from "./ConvertBackends.ts";
import { measureSlowdown, type Slowdown } from "./measureSlowdown.ts";

interface Checked {
	/** Whether this machine's GPU gives the CPU's bytes; null where there is no WebGPU here. */
	readonly sameOnWebgpu: boolean | null;
}

/** A network in integers. */
export interface Exact8Conversion extends Exact8Model, Checked {
	readonly to: "exact8";
}

/** A network in portable float32, and what it costs here. */
export interface PortableConversion extends PortableModel, Checked {
	readonly to: "portable";
	readonly slowdown: { readonly wasm: Slowdown; readonly webgpu: Slowdown | null };
	/** The adapter behind WebGPU. */
	readonly adapter: string | null;
}

export type Conversion = Exact8Conversion | PortableConversion;

/** A model, what to make of it, and examples of its inputs. */
export interface ConvertRequest {
	readonly model: Uint8Array<ArrayBuffer>;
	readonly to: Conversion["to"];
	/** As for onnx-batch: .npz, .npy or .json. None: random numbers, for portable models. */
	readonly examples: readonly { readonly name: string; readonly bytes: Uint8Array }[];
	/** Whether to try WebGPU as well. */
	readonly gpu: boolean;
}

/**
 * Makes a network exact with examples on the CPU, and runs it again on WebGPU where Dawn finds a driver.
 * @throws TabgridError what is wrong with the model or the examples.
 */
export async function convertModel(request: ConvertRequest): Promise<Conversion> {
	const backends = new ConvertBackends(request.gpu);
	try {
		const inputs = inputsOf(request);
		return request.to === "exact8"
			? await convertToExact8(request, inputs, backends)
			: await convertToPortable(request, inputs, backends);
	} finally {
		backends.close();
	}
}

function inputsOf({ model, to, examples }: ConvertRequest): TensorBundle {
	const graph = readGraph(model);
	if (examples.length > 0) return readInputFiles(examples, graph);
	if (to === "portable") return randomInputs(graph);
	throw new TabgridError(
		"BAD_INPUT",
		"Integers are chosen by examples: give some with --calibrate FILE.",
	);
}

async function convertToExact8(
	{ model }: ConvertRequest,
	inputs: TensorBundle,
	backends: ConvertBackends,
): Promise<Exact8Conversion> {
	const made = await toExact8(model, inputs, backends.run);
	const adapter = await backends.adapter();
	const sameOnWebgpu = adapter === null ? null : await backends.agree(made.model, inputs);
	return { to: "exact8", ...made, sameOnWebgpu };
}

async function convertToPortable(
	{ model }: ConvertRequest,
	inputs: TensorBundle,
	backends: ConvertBackends,
): Promise<PortableConversion> {
	const made = await toPortable(model, inputs, backends.run);
	const adapter = await backends.adapter();
	const both = { backends, given: model, rewritten: made.model, feeds: inputs };
	const cpu = await measureSlowdown({ ...both, backend: "wasm", rounds: 3 });
	// A software adapter computes on the processor: one round tells enough of it.
	const rounds = adapter?.software ? 1 : 3;
	const gpu = adapter && (await measureSlowdown({ ...both, backend: "webgpu", rounds }));
	return {
		to: "portable",
		...made,
		slowdown: { wasm: cpu.slowdown, webgpu: gpu?.slowdown ?? null },
		sameOnWebgpu: gpu && Buffer.compare(cpu.outputs, gpu.outputs) === 0,
		adapter: adapter?.description ?? null,
	};
}

import {
	exampleRows,
	type GraphInfo,
	type NetworkLoss,
	toExact8,
	toPortable,
} from "@tabgrid/kernels";
import { ComputeClient, toTabgridError } from "@tabgrid/kernels/runner";
import { decodeBundle, encodeBundle, type TensorBundle } from "@tabgrid/protocol";
import { spawnCompute } from "@/features/provide/worker/spawnCompute";
import type { Conversion, ExactArithmetic } from "../arithmetic/arithmetic";

/** A network as the client gave it, with what it is to be calibrated on. */
export interface NetworkToConvert {
	readonly model: Uint8Array<ArrayBuffer>;
	readonly graph: GraphInfo;
	/** The whole batch. */
	readonly inputs: TensorBundle;
}

/** What a network became; without `model` it stays as it is. */
export interface ConvertedNetwork {
	readonly conversion: Conversion;
	readonly model?: Uint8Array<ArrayBuffer>;
	/** Operations of one row, where they are known. */
	readonly flopPerRow?: number;
}

/** Computes the examples with a network. */
type Run = (model: Uint8Array, feeds: TensorBundle) => Promise<TensorBundle>;

interface Converter {
	/** Rows to take as examples at most; the usual number when left out. */
	readonly mostRows?: number;
	/** Runs of the examples that {@link Converter.convert} makes. */
	readonly runs: number;
	convert(
		model: Uint8Array<ArrayBuffer>,
		inputs: TensorBundle,
		run: Run,
	): Promise<{
		readonly model: Uint8Array<ArrayBuffer>;
		readonly loss: Omit<NetworkLoss, "worst">;
		readonly leftOut?: string | undefined;
		readonly flopPerRow?: number;
	}>;
}

const converters: Readonly<Record<ExactArithmetic, Converter>> = {
	exact8: { runs: 2, convert: toExact8 },
	// Its values are many times those of the network, and a row tells their sizes.
	portable: {
		mostRows: 8,
		runs: 3,
		convert: async (...parts) => {
			const made = await toPortable(...parts);
			return { ...made, flopPerRow: 2 * made.cost.multiplyAdds };
		},
	},
};

/** For each run of the examples, in ms. */
const patienceMs = 120_000;
/** Runs of the given network shorter than this tell nothing of its speed, in ms. */
const tellingMs = 0.2;
/** Both networks are run again, to tell how much longer the exact one takes. */
const runsForSpeed = 2;

/**
 * Makes a network exact, calibrated in WebAssembly on examples from the job's own inputs. A network that
 * can't be converted is told of, not thrown: the job can still run it as it is.
 * @param onRun called as runs of the examples end, with how many there will be.
 */
export async function convertNetwork(
	arithmetic: ExactArithmetic,
	{ model, graph, inputs }: NetworkToConvert,
	onRun: (done: number, total: number) => void,
): Promise<ConvertedNetwork> {
	const compute = new ComputeClient(spawnCompute);
	const { runs, mostRows, convert } = converters[arithmetic];
	const total = runs + runsForSpeed;
	let done = 0;
	async function measure(bytes: Uint8Array, feeds: TensorBundle) {
		onRun(done, total);
		const task = {
			backend: "wasm",
			model: new Uint8Array(bytes),
			feeds: encodeBundle(feeds),
			runs: 2,
		} as const;
		const transfer = [task.model.buffer, task.feeds.buffer];
		const measured = await compute.request("measure", task, { timeoutMs: patienceMs, transfer });
		onRun(++done, total);
		return measured;
	}
	try {
		const examples = exampleRows(graph, inputs, mostRows);
		const made = await convert(model, examples.inputs, async (bytes, feeds) =>
			decodeBundle((await measure(bytes, feeds)).outputs),
		);
		const before = (await measure(model, examples.inputs)).run;
		const after = (await measure(made.model, examples.inputs)).run;
		const { relative, sameBest, rows, classes } = made.loss;
		const facts = {
			arithmetic,
			relative,
			sameBest,
			rows,
			classes,
			examples: { rows: examples.rows, of: examples.of },
			leftOut: made.leftOut ?? null,
			slower: before < tellingMs ? null : after / before,
		};
		return {
			conversion: { kind: "converted", ...facts },
			model: made.model,
			...(made.flopPerRow === undefined ? {} : { flopPerRow: made.flopPerRow }),
		};
	} catch (cause) {
		const error = toTabgridError(cause, "BAD_MODEL").toWire();
		return { conversion: { kind: "refused", arithmetic, error } };
	} finally {
		compute.terminate();
	}
}

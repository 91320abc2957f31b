import { create, toBinary } from "@bufbuild/protobuf";
import { type Dtype, TabgridError, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { type GraphProto, type ModelProto, ModelProtoSchema, ValueInfoProtoSchema } from "onnx-buf";
import { describeGraph, type GraphDim, type GraphValue } from "../onnx/readGraph.ts";
import { concatRows, rowsOf, sliceRows } from "../tensor/rows.ts";
import { constantTensors } from "./constantTensors.ts";

/** Runs a model: all outputs by name. */
export type RunOnce = (model: Uint8Array, feeds: TensorBundle) => Promise<TensorBundle>;

/** A value of the model, as it was for one example. */
export interface ObservedValue {
	readonly dtype: Dtype;
	/** For a batch of one row. */
	readonly dims: readonly number[];
	/** By axis: whether it grows with the batch. */
	readonly open: readonly boolean[];
}

/** What one run with a row, and one with two, tell of a model. */
export interface Observed {
	readonly values: ReadonlyMap<string, ObservedValue>;
	/** Weights, and what follows from weights alone. */
	readonly constants: ReadonlyMap<string, TensorBytes>;
	/** What the model calls its number of rows. */
	readonly batch: string;
}

/** A value's shape with the batch by its name: [n, 3] or, where two rows come of each, [n*2, 3]. */
export const shapeOf = ({ dims, open }: ObservedValue, batch: string): GraphDim[] =>
	dims.map((dim, axis) => {
		if (!open[axis]) return dim;
		return dim === 1 ? batch : `${batch}*${dim}`;
	});

/** Whether an input's first axis is the batch's. */
const isBatched = ({ dims }: GraphValue) =>
	dims !== undefined && dims.length > 0 && typeof dims[0] !== "number";

/** Runs the model on the first one and two rows of the examples, with every value as an output. */
export async function observe(
	model: ModelProto,
	graph: GraphProto,
	examples: TensorBundle,
	run: RunOnce,
): Promise<Observed> {
	const { inputs } = describeGraph(model);
	const bytes = withValues(model, graph);
	const rows = (count: number) =>
		Object.fromEntries(
			inputs.map((input) => {
				const tensor = examples[input.name];
				if (tensor === undefined)
					throw new TabgridError("BAD_INPUT", `The examples lack the input "${input.name}".`);
				return [input.name, isBatched(input) ? firstRows(tensor, count) : tensor];
			}),
		);
	const one = rows(1);
	const first = { ...(await run(bytes, one)), ...one };
	const batched = inputs.some(isBatched);
	const two = batched ? rows(2) : one;
	const second = batched ? { ...(await run(bytes, two)), ...two } : first;
	const constants = constantTensors(graph, new Set(inputs.map(({ name }) => name)), first);
	const values = new Map<string, ObservedValue>();
	for (const [name, { dtype, dims }] of constants)
		values.set(name, { dtype, dims, open: dims.map(() => false) });
	for (const [name, { dtype, dims }] of Object.entries(first)) {
		const other = second[name]?.dims ?? [];
		values.set(name, { dtype, dims, open: dims.map((dim, axis) => dim !== other[axis]) });
	}
	const named = inputs.filter(isBatched).map(({ dims }) => dims?.[0]);
	const batch = named.find((dim) => typeof dim === "string") ?? "batch";
	return { values, constants, batch };
}

function firstRows(tensor: TensorBytes, count: number): TensorBytes {
	if (rowsOf(tensor) === 0) throw new TabgridError("BAD_INPUT", "The examples have no rows.");
	const row = sliceRows(tensor, 0, 1);
	return rowsOf(tensor) >= count
		? sliceRows(tensor, 0, count)
		: concatRows(Array.from({ length: count }, () => row));
}

/** The model with every value as an output; onnxruntime finds their types itself. */
function withValues(model: ModelProto, graph: GraphProto): Uint8Array<ArrayBuffer> {
	const given = new Set(graph.output.map(({ name }) => name));
	const made = graph.node.flatMap(({ output }) => output);
	const names = [...new Set(made)].filter((name) => name !== "" && !given.has(name));
	const output = [...graph.output, ...names.map((name) => create(ValueInfoProtoSchema, { name }))];
	const copy = create(ModelProtoSchema, { ...model, graph: { ...graph, output } });
	return new Uint8Array(toBinary(ModelProtoSchema, copy));
}

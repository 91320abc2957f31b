import {
	encodeBundle,
	limits,
	TabgridError,
	type TensorBundle,
	type TensorBytes,
} from "@tabgrid/protocol";
import { isEvidence } from "../evidence/names.ts";
import type { Plan, PlannedShard } from "../kernel.ts";
import { checkModel } from "../modelCheck/checkModel.ts";
import type { GraphInfo, GraphValue } from "../onnx/readGraph.ts";
import { readParams } from "../params/readParams.ts";
import { sliceRows } from "../tensor/rows.ts";
import { type BatchLayout, checkInputs } from "./checkInputs.ts";
import { onnxBatchId, onnxBatchVersion } from "./identity.ts";
import { type MergeRule, OnnxBatchParams } from "./params.ts";

/** The client's model and batch. */
export interface OnnxBatchSources {
	/** ONNX bytes, or what {@link checkModel} told of them. */
	readonly model: Uint8Array | GraphInfo;
	/** By the model's input names, whole batches: see {@link readInputFiles}. */
	readonly inputs: TensorBundle;
}

export interface OnnxBatchOptions {
	/**
	 * Rows in a shard: 16 unless told, fewer where the input would exceed the limit. A model with a
	 * fixed batch always gets its own number.
	 */
	readonly rowsPerShard?: number;
	/** Inputs to send whole with every shard although their first dimension is open. */
	readonly shared?: readonly string[];
	/** Outputs to keep, and how each is merged; by default all, judged by their declared shapes. */
	readonly outputs?: Readonly<Record<string, MergeRule>>;
	/** FLOP for one row, where known. */
	readonly flopPerRow?: number;
}

const usualRows = 16;

/**
 * Cuts a batch along axis 0 into shards of `onnx-batch`.
 * @throws TabgridError BAD_MODEL, BAD_INPUT or BAD_PARAMS with what doesn't fit; TOO_LARGE when one
 * row is over a shard's limit.
 */
export function planOnnxBatch(
	{ model, inputs }: OnnxBatchSources,
	options: OnnxBatchOptions = {},
): Plan<OnnxBatchParams> {
	const graph = model instanceof Uint8Array ? checkModel(model) : model;
	const layout = checkInputs(graph, inputs, options.shared);
	const params = readParams(OnnxBatchParams, {
		batched: [...layout.batched],
		fixedRows: layout.fixedRows,
		outputs: chooseOutputs(graph, layout, options.outputs),
		...(options.flopPerRow === undefined ? {} : { flopPerRow: options.flopPerRow }),
	});
	const rowsPerShard = chooseRows(inputs, layout, options.rowsPerShard);
	return {
		kernel: onnxBatchId,
		kernelVersion: onnxBatchVersion,
		params,
		shardCount: Math.ceil(layout.rows / rowsPerShard),
		items: layout.rows,
		*shards() {
			for (let from = 0; from < layout.rows; from += rowsPerShard)
				yield cut(inputs, layout, from, Math.min(from + rowsPerShard, layout.rows));
		},
	};
}

function cut(inputs: TensorBundle, layout: BatchLayout, from: number, to: number): PlannedShard {
	const shard: Record<string, TensorBytes> = { ...inputs };
	for (const name of layout.batched) {
		const tensor = inputs[name];
		if (tensor) shard[name] = sliceRows(tensor, from, to);
	}
	return { input: encodeBundle(shard), items: to - from };
}

function chooseRows(inputs: TensorBundle, layout: BatchLayout, wanted: number | undefined): number {
	if (wanted !== undefined && (!Number.isInteger(wanted) || wanted < 1))
		throw new TabgridError("BAD_PARAMS", "Rows per shard are a whole number from 1 up.");
	let shared = 0;
	let batch = 0;
	for (const [name, { data }] of Object.entries(inputs))
		if (layout.batched.includes(name)) batch += data.length;
		else shared += data.length;
	// A megabyte to spare for the bundle's header, and for strings of uneven length.
	const room = limits.shardInput - shared - 1024 * 1024;
	const fitting = Math.floor(room / (batch / layout.rows));
	if (layout.tied !== undefined && wanted !== undefined && wanted < layout.rows)
		throw new TabgridError(
			"BAD_PARAMS",
			`The input "${layout.tied}" has the batch's dimension too and can't be cut, so all ${layout.rows} rows make one shard: leave the rows in a shard to the planner.`,
		);
	const usual = layout.tied === undefined ? Math.min(usualRows, fitting) : layout.rows;
	const rows = layout.fixedRows ?? wanted ?? Math.max(1, usual);
	if (rows > fitting)
		throw new TabgridError(
			"TOO_LARGE",
			`${rows} rows with the inputs that every shard needs take more than the ${limits.shardInput / 1024 ** 2} MiB of a shard.`,
		);
	return rows;
}

function chooseOutputs(
	graph: GraphInfo,
	layout: BatchLayout,
	wanted: Readonly<Record<string, MergeRule>> | undefined,
): Record<string, MergeRule> {
	const outputs = graph.outputs.filter(({ name }) => !isEvidence(name));
	for (const name of Object.keys(wanted ?? {}))
		if (!outputs.some((output) => output.name === name))
			throw new TabgridError(
				"BAD_PARAMS",
				`The model has no output "${name}"; it has ${outputs.map((output) => `"${output.name}"`).join(", ")}.`,
			);
	const rules =
		wanted ?? Object.fromEntries(outputs.map((output) => [output.name, ruleFor(output, layout)]));
	const { fixedRows, rows } = layout;
	const summing = Object.entries(rules).find(([, rule]) => rule === "stack");
	if (summing && fixedRows !== null && rows % fixedRows !== 0)
		throw new TabgridError(
			"BAD_INPUT",
			`Output "${summing[0]}" sums up ${fixedRows} rows at a time, and ${rows} is no multiple of that. Add or leave out rows, or leave out the output.`,
		);
	return rules;
}

/** An output belongs to rows when its first dimension is open, or a multiple of the fixed batch. */
function ruleFor({ dims }: GraphValue, { fixedRows }: BatchLayout): MergeRule {
	if (dims === undefined) return "concat";
	const first = dims[0];
	if (dims.length === 0) return "stack";
	if (typeof first !== "number") return "concat";
	return fixedRows !== null && first % fixedRows === 0 ? "concat" : "stack";
}

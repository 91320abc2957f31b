import { TabgridError, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { isEvidence } from "../evidence/names.ts";
import { sketchOf } from "../evidence/sketch.ts";
import { rowsOf, sliceRows } from "../tensor/rows.ts";
import { shardRows } from "./feeds.ts";
import type { OnnxBatchParams } from "./params.ts";

/**
 * The outputs to keep, without the rows that only filled a fixed batch up, and the model's evidence,
 * sketched where it is large.
 * @throws TabgridError MODEL_FAILED when an output is missing or has no rows to cut.
 */
export function keepOutputs(
	raw: TensorBundle,
	input: TensorBundle,
	params: OnnxBatchParams,
): TensorBundle {
	const rows = shardRows(input, params);
	const kept: Record<string, TensorBytes> = {};
	for (const [name, rule] of Object.entries(params.outputs)) {
		const tensor = raw[name];
		if (!tensor) throw new TabgridError("MODEL_FAILED", `The model gave no output "${name}".`);
		kept[name] =
			rule === "stack" ? tensor : withoutFilling(name, tensor, rows, params.fixedRows ?? rows);
	}
	// Whose rows only fill a batch up is told by nothing; they are alike everywhere, so they may stay.
	for (const [name, tensor] of Object.entries(raw))
		if (isEvidence(name)) kept[name] = sketchOf(name, tensor);
	return kept;
}

function withoutFilling(name: string, tensor: TensorBytes, rows: number, fed: number): TensorBytes {
	if (tensor.dims.length === 0)
		throw new TabgridError(
			"MODEL_FAILED",
			`Output "${name}" is a single value, so it can't be merged row by row: stack it instead.`,
		);
	if (rows === fed) return tensor;
	const each = rowsOf(tensor) / fed;
	if (!Number.isInteger(each))
		throw new TabgridError(
			"MODEL_FAILED",
			`Output "${name}" has ${rowsOf(tensor)} rows for ${fed} input rows: which are whose is unclear.`,
		);
	return sliceRows(tensor, 0, rows * each);
}

import { limits, TabgridError, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { padRows, rowsOf } from "../tensor/rows.ts";
import type { OnnxBatchParams } from "./params.ts";

/**
 * Rows (items) in a shard's input.
 * @throws TabgridError BAD_INPUT when batched inputs are missing or differ in rows.
 */
export function shardRows(input: TensorBundle, { batched, fixedRows }: OnnxBatchParams): number {
	const counts = new Set(
		batched.map((name) => {
			const tensor = input[name];
			if (!tensor) throw new TabgridError("BAD_INPUT", `The shard has no input "${name}".`);
			return rowsOf(tensor);
		}),
	);
	const [rows = 0] = counts;
	if (counts.size !== 1 || rows < 1 || (fixedRows !== null && rows > fixedRows))
		throw new TabgridError("BAD_INPUT", "The shard's inputs have no common number of rows.");
	return rows;
}

/** The shard's tensors, filled up to the model's fixed rows where it has such. */
export function feedRows(input: TensorBundle, params: OnnxBatchParams): TensorBundle {
	const rows = shardRows(input, params);
	const { batched, fixedRows } = params;
	if (fixedRows === null || rows === fixedRows) return input;
	const filled: Record<string, TensorBytes> = { ...input };
	for (const name of batched) {
		const tensor = input[name];
		if (!tensor) continue;
		if ((tensor.data.length / rows) * fixedRows > limits.shardInput)
			throw new TabgridError("BAD_INPUT", `A full batch of "${name}" is over a shard's limit.`);
		filled[name] = padRows(tensor, fixedRows);
	}
	return filled;
}

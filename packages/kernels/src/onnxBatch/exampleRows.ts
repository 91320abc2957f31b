import type { TensorBundle } from "@tabgrid/protocol";
import type { GraphInfo } from "../onnx/readGraph.ts";
import { concatRows, padRows, sliceRows } from "../tensor/rows.ts";
import { checkInputs } from "./checkInputs.ts";

/** Rows of a batch that stand for all of them. */
export interface ExampleRows {
	/** By input: batched ones cut down to these rows, shared ones whole. */
	readonly inputs: TensorBundle;
	readonly rows: number;
	/** Rows of the whole batch. */
	readonly of: number;
}

/** Rows beyond this tell little more about the sizes of a network's values. */
const mostRows = 128;
/**
 * Bytes of them, 2 MiB: a network over pictures holds some hundred times its input in the values
 * between its layers, and calibrating holds them all.
 */
const mostBytes = 2 * 1024 * 1024;

/**
 * Takes rows from a batch, evenly from its first to its last, to calibrate a network with: at most 128
 * or `most`, fewer where rows are large, or as many as a model with a fixed batch wants.
 * @throws TabgridError BAD_INPUT when the inputs don't fit the model.
 */
export function exampleRows(
	graph: GraphInfo,
	inputs: TensorBundle,
	most: number = mostRows,
): ExampleRows {
	const { batched, rows, fixedRows } = checkInputs(graph, inputs);
	const bytes = batched.reduce((sum, name) => sum + (inputs[name]?.data.length ?? 0), 0);
	const fitting = Math.floor(mostBytes / (bytes / rows));
	const count = Math.min(rows, fixedRows ?? Math.max(1, Math.min(most, fitting)));
	const places = Array.from({ length: count }, (_, place) => Math.floor((place * rows) / count));
	const taken = Object.entries(inputs).map(([name, tensor]) => {
		if (!batched.includes(name)) return [name, tensor] as const;
		const chosen = concatRows(places.map((row) => sliceRows(tensor, row, row + 1)));
		return [name, fixedRows === null ? chosen : padRows(chosen, fixedRows)] as const;
	});
	return { inputs: Object.fromEntries(taken), rows: count, of: rows };
}

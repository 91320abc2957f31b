import { byteLengthOf, elementCount, TabgridError, type TensorBytes } from "@tabgrid/protocol";
import { writeNpz } from "../formats/npz.ts";
import type { Artifact, MergeShard } from "../kernel.ts";
import { numberToHalf } from "../tensor/half.ts";
import { concatRows, rowsOf } from "../tensor/rows.ts";
import { bytesOf, stringBytes } from "../tensor/views.ts";
import type { MergeRule, OnnxBatchParams } from "./params.ts";

/** The array in the artifact that tells, when shards failed, which items are real: bool [items]. */
export const verifiedArray = "tabgrid_verified";

/**
 * Merges verified outputs to a .npz archive, one array an output. Row i stays row i: where a shard
 * failed its rows are NaN (0, false or "" for other types) and `tabgrid_verified` tells which.
 * @throws TabgridError BAD_INPUT when no shard has an output, or their shapes don't fit together.
 */
export async function mergeOnnxBatch(
	shards: readonly MergeShard[],
	params: OnnxBatchParams,
): Promise<Artifact> {
	const ordered = shards.toSorted((a, b) => a.index - b.index);
	const arrays: Record<string, TensorBytes> = {};
	for (const [name, rule] of Object.entries(params.outputs))
		arrays[name] = mergeOutput(ordered, name, rule);
	if (ordered.some((shard) => shard.output === undefined)) {
		const flags = ordered.flatMap(({ items, output }) => Array(items).fill(output ? 1 : 0));
		arrays[verifiedArray] = { dtype: "bool", dims: [flags.length], data: Uint8Array.from(flags) };
	}
	return {
		bytes: writeNpz(arrays),
		mediaType: "application/x-npz",
		fileName: "outputs.npz",
	};
}

function mergeOutput(shards: readonly MergeShard[], name: string, rule: MergeRule): TensorBytes {
	const parts = shards.map(({ items, output }) => {
		const tensor = output?.[name];
		if (output && !tensor)
			throw new TabgridError("BAD_INPUT", `A shard's output has no "${name}".`);
		return { items, tensor: tensor && rule === "stack" ? asRow(tensor) : tensor };
	});
	const sample = parts.find(({ tensor }) => tensor !== undefined);
	if (!sample?.tensor)
		throw new TabgridError("BAD_INPUT", "No shard has an output: there is nothing to merge.");
	const { dtype, dims } = sample.tensor;
	const rowsPerItem = rule === "stack" ? 0 : rowsOf(sample.tensor) / sample.items;
	return concatRows(
		parts.map(({ items, tensor }) => {
			if (tensor) return tensor;
			const rows = rule === "stack" ? 1 : Math.round(items * rowsPerItem);
			return blank(dtype, [rows, ...dims.slice(1)]);
		}),
	);
}

const asRow = (tensor: TensorBytes): TensorBytes => ({ ...tensor, dims: [1, ...tensor.dims] });

/** What stands for values that nobody verified. */
function blank(dtype: TensorBytes["dtype"], dims: readonly number[]): TensorBytes {
	const count = elementCount(dims);
	const tensor = (data: Uint8Array): TensorBytes => ({ dtype, dims, data });
	switch (dtype) {
		case "float32":
			return tensor(bytesOf(new Float32Array(count).fill(Number.NaN)));
		case "float64":
			return tensor(bytesOf(new Float64Array(count).fill(Number.NaN)));
		case "float16":
			return tensor(bytesOf(new Uint16Array(count).fill(numberToHalf(Number.NaN))));
		case "string":
			return tensor(stringBytes(Array.from({ length: count }, () => "")));
		default:
			return tensor(new Uint8Array(byteLengthOf(dtype, dims) ?? 0));
	}
}

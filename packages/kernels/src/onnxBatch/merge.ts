import {
	byteLengthOf,
	elementCount,
	TabgridError,
	type TensorBundle,
	type TensorBytes,
} from "@tabgrid/protocol";
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
 * failed its rows are NaN (0, false or "" for other types) and `tabgrid_verified` tells which. A shard
 * whose output isn't of the kind that most have counts as failed: a quorum of liars can agree on any
 * bytes, and must not keep a client from all the others.
 * @throws TabgridError BAD_INPUT when no shard has an output.
 */
export async function mergeOnnxBatch(
	shards: readonly MergeShard[],
	params: OnnxBatchParams,
): Promise<Artifact> {
	const rules = Object.entries(params.outputs);
	const kinds = new Map(rules.map(([name, rule]) => [name, commonKind(shards, name, rule)]));
	const ordered = shards
		.toSorted((a, b) => a.index - b.index)
		.map(({ items, output }): ShardPart => {
			const whole = rules.every(([name, rule]) => kindOf(output?.[name], rule) === kinds.get(name));
			return { items, output: whole ? output : undefined };
		});
	const arrays: Record<string, TensorBytes> = {};
	for (const [name, rule] of rules) arrays[name] = mergeOutput(ordered, name, rule);
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

interface ShardPart {
	readonly items: number;
	readonly output: TensorBundle | undefined;
}

/** What must be equal for tensors to be joined: dtype and all axes but the one they are joined along. */
function kindOf(tensor: TensorBytes | undefined, rule: MergeRule): string | undefined {
	if (!tensor || (rule === "concat" && tensor.dims.length === 0)) return undefined;
	const axes = rule === "stack" ? tensor.dims : tensor.dims.slice(1);
	return `${tensor.dtype}[${axes.join(", ")}]`;
}

/** The kind that most shards' tensors have; of equally common ones the first by name. */
function commonKind(shards: readonly MergeShard[], name: string, rule: MergeRule): string {
	const counts = new Map<string, number>();
	for (const { output } of shards) {
		const kind = kindOf(output?.[name], rule);
		if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	const [common] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
	if (!common)
		throw new TabgridError("BAD_INPUT", "No shard has an output: there is nothing to merge.");
	return common[0];
}

function mergeOutput(shards: readonly ShardPart[], name: string, rule: MergeRule): TensorBytes {
	const parts = shards.map(({ items, output }) => {
		const tensor = output?.[name];
		return { items, tensor: tensor && rule === "stack" ? asRow(tensor) : tensor };
	});
	const sample = parts.find(({ tensor }) => tensor !== undefined);
	if (!sample?.tensor)
		throw new TabgridError("BAD_INPUT", "No shard has an output: there is nothing to merge.");
	const { dtype, dims } = sample.tensor;
	const rowsPerItem = rowsOf(sample.tensor) / sample.items;
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

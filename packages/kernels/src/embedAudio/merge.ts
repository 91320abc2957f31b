import { TabgridError, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { z } from "zod";
import { writeNpz } from "../formats/npz.ts";
import type { Artifact, MergeShard } from "../kernel.ts";
import { verifiedArray } from "../onnxBatch/merge.ts";
import { elementsOf, tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import type { EmbedAudioParams } from "./params.ts";
import { readWindowLabel } from "./windowLabel.ts";

/** Names of the arrays in the artifact of `embed-audio`, and of the JSON file beside them. */
export const embeddingArrays = {
	/** float32 [n, 96]; rows that nobody verified are NaN. */
	embeddings: "embeddings",
	/** int32 [n], the place of each row's recording in `files` of the index. */
	file: "file",
	/** float64 [n], the beginning of each row's window in seconds. */
	start: "start",
	index: "index.json",
} as const;

/** The artifact's `index.json`. */
export const EmbeddingIndex = z.object({
	version: z.literal(1),
	/** Length of a window, and from one to the next, in seconds. */
	windowSeconds: z.number(),
	stepSeconds: z.number(),
	/** The recordings in order, with the rows of their windows. */
	files: z.array(z.object({ name: z.string(), firstRow: z.int(), rows: z.int() })),
	/** Rows whose shard failed, or whose verified output makes no sense. */
	missingRows: z.array(z.int()),
});
export type EmbeddingIndex = z.infer<typeof EmbeddingIndex>;

/**
 * Joins verified embeddings to one archive: a row a window, in the order of the recordings. Rows without
 * a verified embedding are NaN, and `tabgrid_verified` tells which.
 * @throws TabgridError BAD_INPUT when no shard has an output.
 */
export async function mergeEmbeddings(
	shards: readonly MergeShard[],
	{ stepMs }: EmbedAudioParams,
): Promise<Artifact> {
	const ordered = shards.toSorted((a, b) => a.index - b.index);
	const rows = ordered.reduce((total, { items }) => total + items, 0);
	const embeddings = new Float32Array(rows * format.values).fill(Number.NaN);
	const file = new Int32Array(rows);
	const start = new Float64Array(rows);
	const verified = new Uint8Array(rows);
	const files: EmbeddingIndex["files"] = [];
	let row = 0;
	for (const shard of ordered) {
		const values = shard.output && readEmbeddings(shard.output, shard.items);
		if (values) {
			embeddings.set(values, row * format.values);
			verified.fill(1, row, row + shard.items);
		}
		for (let item = 0; item < shard.items; item++, row++) {
			const place = readWindowLabel(shard.labels?.[item] ?? "");
			const name = place?.file ?? `shard ${shard.index}`;
			start[row] = place?.start ?? 0;
			const last = files.at(-1);
			// A recording of the same name begins again at 0.
			if (last?.name === name && start[row] !== 0) last.rows += 1;
			else files.push({ name, firstRow: row, rows: 1 });
			file[row] = files.length - 1;
		}
	}
	if (!verified.includes(1))
		throw new TabgridError("BAD_INPUT", "No shard has an output: there is nothing to merge.");
	const missingRows = Array.from(verified.keys()).filter((at) => verified[at] === 0);
	const index: EmbeddingIndex = {
		version: 1,
		windowSeconds: format.window / format.sampleRate,
		stepSeconds: stepMs / 1_000,
		files,
		missingRows,
	};
	const arrays: Record<string, TensorBytes> = {
		[embeddingArrays.embeddings]: tensorOf("float32", [rows, format.values], embeddings),
		[embeddingArrays.file]: tensorOf("int32", [rows], file),
		[embeddingArrays.start]: tensorOf("float64", [rows], start),
	};
	if (missingRows.length > 0)
		arrays[verifiedArray] = { dtype: "bool", dims: [rows], data: verified };
	const text = new TextEncoder().encode(`${JSON.stringify(index, null, "\t")}\n`);
	return {
		bytes: writeNpz(arrays, { [embeddingArrays.index]: text }),
		mediaType: "application/x-npz",
		fileName: "embeddings.npz",
	};
}

/** A shard's numbers; undefined when its output isn't one that this kernel makes for `items` windows. */
function readEmbeddings(output: TensorBundle, items: number): Float32Array | undefined {
	const tensor = output[format.output];
	if (tensor?.dtype !== "float32" || tensor.dims.length !== 2) return undefined;
	if (tensor.dims[0] !== items || tensor.dims[1] !== format.values) return undefined;
	const elements = elementsOf(tensor);
	return elements instanceof Float32Array ? elements : undefined;
}

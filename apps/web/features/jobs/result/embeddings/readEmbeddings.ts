import { EmbeddingIndex, embeddingArrays, numbersOf, readBeside, readNpz } from "@tabgrid/kernels";
import { parseOrThrow, TabgridError } from "@tabgrid/protocol";
/** A recording's embeddings. */
export interface RecordingEmbeddings {
	readonly name: string;
	/** Its windows. */
	readonly rows: number;
	/** Length of what they hear together, in seconds. */
	readonly seconds: number;
	/** `rows` × `width` numbers; NaN where nobody verified them. */
	readonly values: Float32Array;
	readonly width: number;
}

/** The artifact of `embed-audio`, as it is shown. */
export interface EmbeddingsView {
	readonly recordings: readonly RecordingEmbeddings[];
	readonly missingRows: number;
	/** Cosines of each two recordings' mean embeddings; see {@link likeness}. */
	readonly likeness: readonly (readonly number[])[];
}

/** Recordings that are shown. */
export const shownRecordings = 8;

/**
 * Reads an archive of embeddings.
 * @throws TabgridError BAD_INPUT when it is none.
 */
export function readEmbeddings(bytes: Uint8Array): EmbeddingsView {
	const { [embeddingArrays.embeddings]: tensor } = readNpz(bytes, "The result");
	if (tensor === undefined) throw new TabgridError("BAD_INPUT", "The result holds no embeddings.");
	const text = new TextDecoder().decode(readBeside(bytes, embeddingArrays.index));
	const index = parseOrThrow(EmbeddingIndex, JSON.parse(text), "BAD_INPUT");
	const numbers = Float32Array.from(numbersOf(tensor));
	const width = tensor.dims[1] ?? 1;
	const recordings = index.files.map(
		({ name, firstRow, rows }): RecordingEmbeddings => ({
			name,
			rows,
			seconds: index.windowSeconds + (rows - 1) * index.stepSeconds,
			values: numbers.subarray(firstRow * width, (firstRow + rows) * width),
			width,
		}),
	);
	return {
		recordings,
		missingRows: index.missingRows.length,
		likeness: likeness(recordings.slice(0, shownRecordings)),
	};
}

/**
 * Cosines between recordings' mean embeddings. What all recordings have in common is taken off first:
 * all speech is alike beside silence, and two recordings would never be unlike.
 */
export function likeness(
	recordings: readonly Pick<RecordingEmbeddings, "values" | "width">[],
): number[][] {
	const means = recordings.map(meanRow);
	const common = meanRow({
		values: Float32Array.from(means.flatMap((mean) => Array.from(mean))),
		width: means[0]?.length ?? 1,
	});
	const centred = means.map((mean) => mean.map((value, at) => value - (common[at] ?? 0)));
	return centred.map((a) => centred.map((b) => cosine(a, b)));
}

function meanRow({ values, width }: Pick<RecordingEmbeddings, "values" | "width">): Float64Array {
	const mean = new Float64Array(width);
	let rows = 0;
	for (let start = 0; start + width <= values.length; start += width) {
		if (Number.isNaN(values[start])) continue;
		rows++;
		for (let at = 0; at < width; at++) mean[at] = (mean[at] ?? 0) + (values[start + at] ?? 0);
	}
	return mean.map((sum) => sum / Math.max(rows, 1));
}

function cosine(a: Float64Array, b: Float64Array): number {
	const dot = (x: Float64Array, y: Float64Array) =>
		x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
	const lengths = Math.sqrt(dot(a, a) * dot(b, b));
	return lengths === 0 ? 0 : dot(a, b) / lengths;
}

import { type Dtype, TabgridError, type TensorBundle, type TensorBytes } from "@tabgrid/protocol";
import { z } from "zod";
import type { Artifact, MergeShard } from "../kernel.ts";
import { numbersOf } from "../tensor/views.ts";
import { type DecodedLine, decodeCtc } from "./decode.ts";
import { format } from "./format.ts";

/** The artifact of `ocr-lines`, as JSON in UTF-8. */
export const OcrArtifact = z.object({
	version: z.literal(1),
	/** All lines that were read, one a row, in the job's order. */
	text: z.string(),
	lines: z.array(
		z.object({
			label: z.string(),
			text: z.string(),
			/** Mean score of the characters, 0 to 1. */
			confidence: z.number().min(0).max(1),
		}),
	),
	/** Labels of lines whose shard failed, or whose verified output makes no sense. */
	missing: z.array(z.string()),
});
export type OcrArtifact = z.infer<typeof OcrArtifact>;

/** A line with its place in the job. */
export interface PlacedLine extends DecodedLine {
	readonly place: number;
}

interface ReadLine extends PlacedLine {
	readonly label: string;
}

/**
 * The lines of one verified output; none when it isn't one that this kernel makes. For those who don't
 * wait for the whole job.
 */
export function readOcrOutput(output: TensorBundle): PlacedLine[] {
	const items = output[format.output.line]?.dims[0] ?? 0;
	const lines = readShard(output, items, String) ?? [];
	return lines.map(({ place, text, confidence }) => ({ place, text, confidence }));
}

/**
 * Decodes verified outputs to one JSON file, lines in the order that the client gave them.
 * An output that makes no sense (a quorum of liars can agree on any bytes) counts as none: one shard
 * must not keep a client from all the others.
 * @throws TabgridError BAD_INPUT when no shard has an output.
 */
export async function mergeOcrLines(shards: readonly MergeShard[]): Promise<Artifact> {
	const lines: ReadLine[] = [];
	const missing: string[] = [];
	for (const shard of shards.toSorted((a, b) => a.index - b.index)) {
		const label = (item: number) => shard.labels?.[item] ?? `shard ${shard.index}, line ${item}`;
		const read = shard.output && readShard(shard.output, shard.items, label);
		if (read) lines.push(...read);
		else for (let item = 0; item < shard.items; item++) missing.push(label(item));
	}
	if (lines.length === 0)
		throw new TabgridError("BAD_INPUT", "No shard has an output: there is nothing to merge.");
	lines.sort((a, b) => a.place - b.place);
	const artifact: OcrArtifact = {
		version: 1,
		text: `${lines.map((line) => line.text).join("\n")}\n`,
		lines: lines.map(({ label, text, confidence }) => ({ label, text, confidence })),
		missing,
	};
	return {
		bytes: new TextEncoder().encode(`${JSON.stringify(artifact, null, "\t")}\n`),
		mediaType: "application/json",
		fileName: "text.json",
	};
}

/** A shard's lines; undefined when its output isn't one that this kernel makes for `items` lines. */
function readShard(
	output: TensorBundle,
	items: number,
	label: (item: number) => string,
): ReadLine[] | undefined {
	const line = output[format.output.line];
	const classes = output[format.output.classes];
	const scores = output[format.output.scores];
	const steps = classes?.dims[1] ?? 0;
	const listed = [items, steps, format.best];
	if (!isTensor(line, "int32", [items])) return undefined;
	if (!isTensor(classes, "int32", listed) || !isTensor(scores, "float32", listed)) return undefined;
	const places = numbersOf(line);
	const allClasses = numbersOf(classes);
	const allScores = numbersOf(scores);
	const first = (values: ArrayLike<number>, item: number) =>
		Array.from({ length: steps }, (_, step) => values[(item * steps + step) * format.best] ?? 0);
	const best = Array.from({ length: items }, (_, item) => first(allClasses, item));
	if (!best.flat().every(isClass)) return undefined;
	return best.map((list, item) => {
		const { text, confidence } = decodeCtc(list, first(allScores, item));
		return { label: label(item), place: places[item] ?? 0, text, confidence: clamp(confidence) };
	});
}

function isTensor(
	tensor: TensorBytes | undefined,
	dtype: Dtype,
	dims: readonly number[],
): tensor is TensorBytes {
	return (
		tensor?.dtype === dtype &&
		tensor.dims.length === dims.length &&
		tensor.dims.every((dim, axis) => dim === dims[axis])
	);
}

const isClass = (index: number) => index >= 0 && index < format.classes;

/** A softmax may add up to a hair above 1; a lie may be no number at all. */
const clamp = (value: number) => (Number.isNaN(value) ? 0 : Math.min(Math.max(value, 0), 1));

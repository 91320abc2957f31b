import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
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
	/** Labels of lines whose shard failed. */
	missing: z.array(z.string()),
});
export type OcrArtifact = z.infer<typeof OcrArtifact>;

interface ReadLine extends DecodedLine {
	readonly label: string;
	readonly place: number;
}

/**
 * Decodes verified outputs to one JSON file, lines in the order that the client gave them.
 * @throws TabgridError BAD_INPUT when no shard has an output, or one isn't of this kernel.
 */
export async function mergeOcrLines(shards: readonly MergeShard[]): Promise<Artifact> {
	const lines: ReadLine[] = [];
	const missing: string[] = [];
	for (const shard of shards.toSorted((a, b) => a.index - b.index)) {
		const label = (item: number) => shard.labels?.[item] ?? `shard ${shard.index}, line ${item}`;
		if (shard.output) lines.push(...readShard(shard.output, label));
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

function readShard(output: TensorBundle, label: (item: number) => string): ReadLine[] {
	const line = output[format.output.line];
	const classes = output[format.output.classes];
	const scores = output[format.output.scores];
	const [lines = 0, steps = 0, best] = classes?.dims ?? [];
	if (!line || !classes || !scores || best !== format.best || line.dims[0] !== lines)
		throw new TabgridError("BAD_INPUT", "A shard's output isn't one of ocr-lines.");
	const places = numbersOf(line);
	const allClasses = numbersOf(classes);
	const allScores = numbersOf(scores);
	return Array.from({ length: lines }, (_, item) => {
		const first = (values: ArrayLike<number>) =>
			Array.from({ length: steps }, (__, step) => values[(item * steps + step) * format.best] ?? 0);
		const { text, confidence } = decodeCtc(first(allClasses), first(allScores));
		return { label: label(item), place: places[item] ?? 0, text, confidence: clamp(confidence) };
	});
}

/** A softmax may add up to a hair above 1. */
const clamp = (value: number) => Math.min(Math.max(value, 0), 1);

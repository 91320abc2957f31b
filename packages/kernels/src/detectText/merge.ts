import { TabgridError } from "@tabgrid/protocol";
import { z } from "zod";
import type { Artifact, MergeShard } from "../kernel.ts";
import { DetectedBox, readCondensed } from "./condense.ts";

/** A page of the artifact. */
export const DetectedPage = z.object({
	label: z.string(),
	/** Of the client's picture, in pixels. */
	width: z.int(),
	height: z.int(),
	/** The shard that holds the page. */
	shard: z.int(),
	/** In reading order. */
	boxes: z.array(DetectedBox),
});
export type DetectedPage = z.infer<typeof DetectedPage>;

/** The artifact of `detect-text`, as JSON in UTF-8. */
export const DetectArtifact = z.object({
	version: z.literal(1),
	pages: z.array(DetectedPage),
	/** Labels of pages whose shard failed, or whose verified output makes no sense. */
	missing: z.array(z.string()),
});
export type DetectArtifact = z.infer<typeof DetectArtifact>;

/**
 * Lists each page's boxes.
 * @throws TabgridError BAD_INPUT when no shard has an output.
 */
export async function mergePages(shards: readonly MergeShard[]): Promise<Artifact> {
	const pages: DetectedPage[] = [];
	const missing: string[] = [];
	for (const { index, output, labels } of shards.toSorted((a, b) => a.index - b.index)) {
		const label = labels?.[0] ?? `page ${index + 1}`;
		const page = output && readCondensed(output);
		if (page) pages.push({ label, shard: index, ...page });
		else missing.push(label);
	}
	if (pages.length === 0)
		throw new TabgridError("BAD_INPUT", "No shard has an output: there is nothing to merge.");
	const artifact: DetectArtifact = { version: 1, pages, missing };
	return {
		bytes: new TextEncoder().encode(`${JSON.stringify(artifact, null, "\t")}\n`),
		mediaType: "application/json",
		fileName: "boxes.json",
	};
}

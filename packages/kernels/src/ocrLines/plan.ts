import { encodeBundle, limits, TabgridError } from "@tabgrid/protocol";
import type { Plan, PlannedShard } from "../kernel.ts";
import { tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { ocrLinesId, ocrLinesVersion } from "./identity.ts";
import { OcrLinesParams } from "./params.ts";
import { type LinePicture, paddedWidth, scaledWidth, scaleLine } from "./resize.ts";

export interface OcrPlanOptions {
	/** Lines in a shard, 1 to 16; lines of similar width share one. 1 unless told. */
	readonly linesPerShard?: number;
}

/**
 * Cuts pictures of text lines into shards of `ocr-lines`. Widths alone decide who shares a shard;
 * pixels are scaled as `shards()` is read, shard by shard. A shard remembers the places of its lines,
 * so the text comes out in the order of `pictures`.
 * @throws TabgridError BAD_INPUT for no pictures or an empty one, BAD_PARAMS for a bad option.
 */
export function planOcrLines(
	pictures: readonly LinePicture[],
	options: OcrPlanOptions = {},
): Plan<OcrLinesParams> {
	const linesPerShard = options.linesPerShard ?? 1;
	if (!Number.isInteger(linesPerShard) || linesPerShard < 1 || linesPerShard > format.maxLines)
		throw new TabgridError("BAD_PARAMS", `Lines per shard are 1 to ${format.maxLines}.`);
	if (pictures.length === 0)
		throw new TabgridError("BAD_INPUT", "Give at least one picture of a line of text.");
	for (const { label, width, height } of pictures)
		if (!(width >= 1 && height >= 1))
			throw new TabgridError("BAD_INPUT", `"${label}" is an empty picture.`);
	const groups = groupByWidth(pictures, linesPerShard);
	return {
		kernel: ocrLinesId,
		kernelVersion: ocrLinesVersion,
		params: OcrLinesParams.parse({}),
		shardCount: groups.length,
		items: pictures.length,
		*shards() {
			for (const group of groups) yield encodeShard(group);
		},
	};
}

interface PlacedPicture {
	readonly picture: LinePicture;
	readonly line: number;
}

function groupByWidth(pictures: readonly LinePicture[], size: number): PlacedPicture[][] {
	const placed = pictures.map((picture, line) => ({ picture, line }));
	if (size > 1)
		placed.sort((a, b) => scaledWidth(a.picture) - scaledWidth(b.picture) || a.line - b.line);
	const groups: PlacedPicture[][] = [];
	for (let start = 0; start < placed.length; start += size)
		groups.push(placed.slice(start, start + size));
	return groups;
}

function encodeShard(group: readonly PlacedPicture[]): PlannedShard {
	const lines = group.map(({ picture }) => scaleLine(picture));
	const width = Math.max(...lines.map((line) => paddedWidth(line.width)));
	const plane = format.height * width;
	const pixels = new Uint8Array(group.length * 3 * plane);
	lines.forEach((line, n) => {
		line.background.forEach((value, channel) => {
			const start = (n * 3 + channel) * plane;
			pixels.fill(value, start, start + plane);
			for (let y = 0; y < format.height; y++) {
				const from = (channel * format.height + y) * line.width;
				pixels.set(line.planes.subarray(from, from + line.width), start + y * width);
			}
		});
	});
	const places = Int32Array.from(group, ({ line }) => line);
	const input = encodeBundle({
		[format.input.pixels]: tensorOf("uint8", [group.length, 3, format.height, width], pixels),
		[format.input.line]: tensorOf("int32", [group.length], places),
	});
	if (input.byteLength > limits.shardInput)
		throw new TabgridError("TOO_LARGE", "Fewer lines per shard, please: one is over the limit.");
	return {
		input,
		items: group.length,
		labels: group.map(({ picture }) => picture.label.slice(0, 200)),
	};
}

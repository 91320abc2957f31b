import { encodeBundle, limits, TabgridError } from "@tabgrid/protocol";
import type { Plan, PlannedShard } from "../kernel.ts";
import { readParams } from "../params/readParams.ts";
import {
	type Picture,
	type PictureSize,
	rimMedian,
	scaleToPlanes,
} from "../pictures/scalePicture.ts";
import { tensorOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { detectTextId, detectTextVersion } from "./identity.ts";
import { DetectTextParams } from "./params.ts";

/** Narrower or flatter pages than this many pixels hold no text. */
const leastSide = 8;

/**
 * Makes each page a shard: as it is, or smaller when its longer side is over `side`, and filled up to
 * whole steps of the model with its background.
 * @throws TabgridError BAD_INPUT for no pages or one that is too small, BAD_PARAMS for bad params.
 */
export function planDetectText(
	pages: readonly Picture[],
	wanted: DetectTextParams,
): Plan<DetectTextParams> {
	const params = readParams(DetectTextParams, wanted);
	if (pages.length === 0)
		throw new TabgridError("BAD_INPUT", "Give at least one picture of a page.");
	for (const { label, width, height } of pages)
		if (!(Math.min(width, height) >= leastSide))
			throw new TabgridError(
				"BAD_INPUT",
				`"${label}" has ${width} × ${height} pixels, too few for text.`,
			);
	return {
		kernel: detectTextId,
		kernelVersion: detectTextVersion,
		params,
		shardCount: pages.length,
		items: pages.length,
		*shards() {
			for (const page of pages) yield encodePage(page, params);
		},
	};
}

function encodePage(page: Picture, { side }: DetectTextParams): PlannedShard {
	const scale = Math.min(1, side / Math.max(page.width, page.height));
	const inner: PictureSize = {
		width: Math.max(1, Math.round(page.width * scale)),
		height: Math.max(1, Math.round(page.height * scale)),
	};
	const width = toSteps(inner.width);
	const height = toSteps(inner.height);
	const planes = scaleToPlanes(page, inner);
	const pixels = new Uint8Array(3 * height * width);
	for (let plane = 0; plane < 3; plane++) {
		const start = plane * height * width;
		pixels.fill(rimMedian(planes, plane, inner), start, start + height * width);
		for (let y = 0; y < inner.height; y++) {
			const from = (plane * inner.height + y) * inner.width;
			pixels.set(planes.subarray(from, from + inner.width), start + y * width);
		}
	}
	const sizes = Int32Array.of(page.width, page.height, inner.width, inner.height);
	const input = encodeBundle({
		[format.input.pixels]: tensorOf("uint8", [3, height, width], pixels),
		[format.input.page]: tensorOf("int32", [4], sizes),
	});
	if (input.byteLength > limits.shardInput)
		throw new TabgridError("TOO_LARGE", `"${page.label}" is over the limit of a shard's input.`);
	return { input, items: 1, labels: [page.label.slice(0, 200)] };
}

const toSteps = (length: number) => Math.ceil(length / format.step) * format.step;

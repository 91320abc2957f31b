import type { TensorBundle } from "@tabgrid/protocol";
import { z } from "zod";
import type { PictureSize } from "../pictures/scalePicture.ts";
import { elementsOf, tensorOf } from "../tensor/views.ts";
import { boxesOf } from "./boxes.ts";
import { format } from "./format.ts";
import { cornersOf, type Point } from "./geometry.ts";
import type { DetectTextParams } from "./params.ts";
import { readSizes } from "./shardInput.ts";

const Corner = z.tuple([z.number(), z.number()]);

/** A box of the artifact: corners as its text reads (upper left, upper right, lower right, lower left). */
export const DetectedBox = z.object({
	/** x to the right and y down, in pixels of the client's picture. */
	corners: z.tuple([Corner, Corner, Corner, Corner]),
	/** Mean probability, 0 to 1. */
	score: z.number().min(0).max(1),
});
export type DetectedBox = z.infer<typeof DetectedBox>;

/** Numbers of a box in a condensed output: four corners and the score. */
const perBox = 9;
const condensed = { boxes: "boxes", page: format.output.page } as const;

/**
 * A page's verified map to its boxes: float64 [k, 9] of four corners (x, y) and a score, and int32 [4]
 * `page` as it was attested. Nothing, when the output isn't one that this kernel makes: a quorum of liars
 * can agree on any bytes.
 */
export function condensePage(output: TensorBundle, params: DetectTextParams): TensorBundle {
	const map = output[format.output.map];
	const page = output[condensed.page];
	const sizes = readSizes(page);
	if (map?.dtype !== "uint8" || map.dims.length !== 2 || !page || !sizes) return {};
	const [height = 0, width = 0] = map.dims;
	const { original, inner } = sizes;
	const across = original.width / inner.width;
	const down = original.height / inner.height;
	const toPage = ([x, y]: Point) => [
		rounded(Math.min(Math.max(x * across, 0), original.width), 2),
		rounded(Math.min(Math.max(y * down, 0), original.height), 2),
	];
	const boxes = boxesOf(map.data, width, height, params);
	const numbers = boxes.flatMap((box) => [
		...cornersOf(box).flatMap(toPage),
		rounded(Math.min(box.score, 1), 4),
	]);
	return {
		[condensed.boxes]: tensorOf("float64", [boxes.length, perBox], Float64Array.from(numbers)),
		[condensed.page]: page,
	};
}

const rounded = (value: number, decimals: number) =>
	Math.round(value * 10 ** decimals) / 10 ** decimals;

/** The client's picture's size and its boxes; undefined for what isn't of {@link condensePage}. */
export function readCondensed(
	output: TensorBundle,
): (PictureSize & { boxes: DetectedBox[] }) | undefined {
	const tensor = output[condensed.boxes];
	const sizes = readSizes(output[condensed.page]);
	if (tensor?.dtype !== "float64" || sizes === undefined) return undefined;
	const numbers = Array.from(elementsOf(tensor), Number);
	const boxes = Array.from({ length: numbers.length / perBox }, (_, box) => {
		const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, score = 0] = numbers.slice(
			box * perBox,
			(box + 1) * perBox,
		);
		return DetectedBox.parse({
			corners: [
				[a, b],
				[c, d],
				[e, f],
				[g, h],
			],
			score,
		});
	});
	return { ...sizes.original, boxes };
}

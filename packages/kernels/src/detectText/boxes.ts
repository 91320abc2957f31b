import { format } from "./format.ts";
import { convexHull, cornersOf, type Rectangle, smallestRectangle } from "./geometry.ts";
import type { DetectTextParams } from "./params.ts";
import { findRegions } from "./textRegions.ts";

/** A piece of text on a page. */
export interface TextBox extends Rectangle {
	/** Mean probability of its pixels before it was grown, 0 to 1. */
	readonly score: number;
}

/** PaddleOCR's limits: regions looked at, and the shorter side of a box before and after growing. */
const most = 1_000;
const leastSide = { before: 3, after: 5 };

/**
 * Boxes from a probability map, as DB's post-processing makes them (Liao et al., "Real-time Scene Text
 * Detection with Differentiable Binarization", AAAI 2020; PaddleOCR's `DBPostProcess` with quadrangles
 * and the fast score): pixels from `threshold` on, their connected regions, each region's smallest
 * rectangle, kept when the mean probability inside is `boxThreshold` or more, and grown on all sides by
 * D = area × `unclip` ÷ perimeter, because the network learned shrunk text. Growing a rectangle by an
 * offset with round corners and taking the smallest rectangle again only moves its sides out by D, so no
 * polygon needs to be offset. Boxes come in reading order.
 * @param map probabilities × 255, `height` rows of `width`
 */
export function boxesOf(
	map: Uint8Array,
	width: number,
	height: number,
	{ threshold, boxThreshold, unclip }: DetectTextParams,
): TextBox[] {
	const level = threshold * format.levels;
	const regions = findRegions(width, height, (at) => (map[at] ?? 0) > level);
	const boxes = regions.slice(0, most).flatMap(({ outline }): TextBox[] => {
		const tight = smallestRectangle(convexHull(outline));
		if (Math.min(tight.width, tight.height) < leastSide.before) return [];
		const score = meanInside(map, width, height, tight) / format.levels;
		if (score < boxThreshold) return [];
		const out = (tight.width * tight.height * unclip) / (2 * (tight.width + tight.height));
		const box = { ...tight, width: tight.width + 2 * out, height: tight.height + 2 * out };
		return Math.min(box.width, box.height) < leastSide.after ? [] : [{ ...box, score }];
	});
	return inReadingOrder(boxes);
}

/** Mean of the map over the pixels whose middle lies in a rectangle. */
function meanInside(map: Uint8Array, width: number, height: number, box: Rectangle): number {
	const corners = cornersOf(box);
	const from = (axis: 0 | 1) => Math.max(0, Math.floor(Math.min(...corners.map((c) => c[axis]))));
	const to = (axis: 0 | 1, end: number) =>
		Math.min(end, Math.ceil(Math.max(...corners.map((c) => c[axis]))));
	const [ax, ay] = box.axis;
	let sum = 0;
	let count = 0;
	for (let y = from(1); y < to(1, height); y++)
		for (let x = from(0); x < to(0, width); x++) {
			const right = x + 0.5 - box.centre[0];
			const down = y + 0.5 - box.centre[1];
			if (Math.abs(right * ax + down * ay) > box.width / 2) continue;
			if (Math.abs(down * ax - right * ay) > box.height / 2) continue;
			sum += map[y * width + x] ?? 0;
			count++;
		}
	return count === 0 ? 0 : sum / count;
}

/**
 * Lines from the top, boxes of a line from the left. Boxes are of one line when the middle of one lies
 * within the middle half of the line's first.
 */
function inReadingOrder(boxes: readonly TextBox[]): TextBox[] {
	const lines: TextBox[][] = [];
	for (const box of boxes.toSorted((a, b) => a.centre[1] - b.centre[1])) {
		const line = lines.at(-1);
		const head = line?.[0];
		const together =
			head && Math.abs(box.centre[1] - head.centre[1]) < Math.min(head.height, box.height) / 4;
		if (line && together) line.push(box);
		else lines.push([box]);
	}
	return lines.flatMap((line) => line.toSorted((a, b) => a.centre[0] - b.centre[0]));
}

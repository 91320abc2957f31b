import type { Point } from "./geometry.ts";

/** A connected piece of a bitmap. */
export interface Region {
	/** Outermost pixels of each of its rows: enough for the convex hull. Corners of pixels, not centres. */
	readonly outline: readonly Point[];
	readonly pixels: number;
}

/**
 * The connected regions (by 8 neighbours) of a bitmap, from the top. Each row of a region gives the two
 * ends of its span in the row.
 * @param isSet whether a pixel belongs to a region
 */
export function findRegions(
	width: number,
	height: number,
	isSet: (at: number) => boolean,
): Region[] {
	const seen = new Uint8Array(width * height);
	const regions: Region[] = [];
	for (let start = 0; start < seen.length; start++)
		if (!seen[start] && isSet(start)) regions.push(fill(start, width, height, seen, isSet));
	return regions;
}

function fill(
	start: number,
	width: number,
	height: number,
	seen: Uint8Array,
	isSet: (at: number) => boolean,
): Region {
	const spans = new Map<number, [left: number, right: number]>();
	const stack = [start];
	seen[start] = 1;
	let pixels = 0;
	for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
		pixels++;
		const x = at % width;
		const y = Math.floor(at / width);
		const span = spans.get(y);
		if (span === undefined) spans.set(y, [x, x]);
		else {
			span[0] = Math.min(span[0], x);
			span[1] = Math.max(span[1], x);
		}
		for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
			for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
				const next = v * width + u;
				if (seen[next] || !isSet(next)) continue;
				seen[next] = 1;
				stack.push(next);
			}
	}
	const outline = [...spans].flatMap(([y, [left, right]]): Point[] => [
		[left, y],
		[left, y + 1],
		[right + 1, y],
		[right + 1, y + 1],
	]);
	return { outline, pixels };
}

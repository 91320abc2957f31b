/** A point in pixels: x to the right, y down. */
export type Point = readonly [x: number, y: number];

/** A rectangle that may be turned. */
export interface Rectangle {
	readonly centre: Point;
	/** Unit vector along `width`; pointing right, and straight right for an upright rectangle. */
	readonly axis: Point;
	/** Extent along `axis`. */
	readonly width: number;
	/** Extent across it. */
	readonly height: number;
}

/** The corners of a rectangle: upper left, upper right, lower right, lower left, as read along its axis. */
export function cornersOf({
	centre,
	axis,
	width,
	height,
}: Rectangle): [Point, Point, Point, Point] {
	const [ax, ay] = axis;
	const corner = (right: number, down: number): Point => [
		centre[0] + (right * width * ax - down * height * ay) / 2,
		centre[1] + (right * width * ay + down * height * ax) / 2,
	];
	return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** The convex hull, by Andrew's monotone chain (1979), without points on its sides. */
export function convexHull(points: readonly Point[]): Point[] {
	const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
	if (sorted.length < 3) return sorted;
	const half = (ordered: readonly Point[]) => {
		const chain: Point[] = [];
		for (const point of ordered) {
			while (chain.length >= 2 && !turns(chain.at(-2), chain.at(-1), point)) chain.pop();
			chain.push(point);
		}
		return chain.slice(0, -1);
	};
	return [...half(sorted), ...half(sorted.toReversed())];
}

function turns(a: Point | undefined, b: Point | undefined, c: Point): boolean {
	if (a === undefined || b === undefined) return true;
	return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}

/**
 * The rectangle of least area around a convex hull: one of its sides lies along a side of the hull
 * (Freeman & Shapira, 1975). Its axis is the direction nearer to the horizontal.
 */
export function smallestRectangle(hull: readonly Point[]): Rectangle {
	const [first = [0, 0]] = hull;
	let best: Rectangle = { centre: first, axis: [1, 0], width: 0, height: 0 };
	let least = Number.POSITIVE_INFINITY;
	hull.forEach((from, index) => {
		const to = hull[(index + 1) % hull.length] ?? from;
		const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
		if (length === 0) return;
		const along = rightwards([(to[0] - from[0]) / length, (to[1] - from[1]) / length]);
		const candidate = rectangleAlong(hull, along);
		const area = candidate.width * candidate.height;
		if (area < least) {
			least = area;
			best = candidate;
		}
	});
	return best;
}

/** The same direction, or the one across it, that lies within 45° of straight right. */
function rightwards([x, y]: Point): Point {
	const [ax, ay] = Math.abs(x) >= Math.abs(y) ? [x, y] : [y, -x];
	return ax < 0 ? [-ax, -ay] : [ax, ay];
}

function rectangleAlong(points: readonly Point[], axis: Point): Rectangle {
	const [ax, ay] = axis;
	const along = points.map(([x, y]) => x * ax + y * ay);
	const across = points.map(([x, y]) => y * ax - x * ay);
	const [left, right] = [Math.min(...along), Math.max(...along)];
	const [top, bottom] = [Math.min(...across), Math.max(...across)];
	const u = (left + right) / 2;
	const v = (top + bottom) / 2;
	return {
		centre: [u * ax - v * ay, u * ay + v * ax],
		axis,
		width: right - left,
		height: bottom - top,
	};
}

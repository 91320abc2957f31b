import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";

/** One figure of a plot; `value` is null where nothing was measured. */
export interface PlotPoint {
	/** Epoch ms. */
	readonly at: number;
	readonly value: number | null;
}

/** A plot's geometry in its own square: x and y from 0 to 1, y upwards. */
export interface PlotShape {
	/** SVG paths in a box of `width` × `height`. */
	readonly line: string;
	readonly area: string;
	/** The value at the top of the plot; the bottom is 0. */
	readonly top: number;
	/** Points that have a value, as shares of width and height. */
	readonly places: readonly { readonly x: number; readonly y: number; readonly index: number }[];
}

/**
 * Lays points out in a box. The top is `top`, or the largest value rounded up to a pleasant one. The
 * line is monotone between points, so it never shows what wasn't there (Steffen 1990, d3's curve).
 */
export function plotShape(
	points: readonly PlotPoint[],
	box: { readonly width: number; readonly height: number; readonly top?: number },
): PlotShape {
	const measured = points.flatMap(({ at, value }, index) =>
		value === null ? [] : [{ at, value, index }],
	);
	const first = points[0]?.at ?? 0;
	const last = points.at(-1)?.at ?? first;
	const most = Math.max(0, ...measured.map(({ value }) => value));
	const y = scaleLinear().domain([0, box.top ?? (most > 0 ? most : 1)]);
	if (box.top === undefined) y.nice(3);
	const top = y.domain()[1] ?? 1;
	const places = measured.map(({ at, value, index }) => ({
		x: last > first ? (at - first) / (last - first) : 0.5,
		y: y(value),
		index,
	}));
	type Place = (typeof places)[number];
	const left = (place: Place) => place.x * box.width;
	const above = (place: Place) => (1 - place.y) * box.height;
	return {
		line: line<Place>(left, above).curve(curveMonotoneX)(places) ?? "",
		area: area<Place>(left, box.height, above).curve(curveMonotoneX)(places) ?? "",
		top,
		places,
	};
}

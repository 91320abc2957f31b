import { type Picture, rimMedian, scaleToPlanes } from "../pictures/scalePicture.ts";
import { format } from "./format.ts";

/** A picture of one line of text. */
export type LinePicture = Picture;

/** A line picture at the model's height: planar BGR, and its background colour. */
export interface ScaledLine {
	readonly width: number;
	/** 3 planes (B, G, R) of `height` × `width` bytes. */
	readonly planes: Uint8Array;
	/** Median of the picture's rim in each plane; what a wider shard is filled up with. */
	readonly background: readonly [number, number, number];
}

/** Width of a line at the model's height: aspect kept, within the model's limits, before padding. */
export function scaledWidth({ width, height }: Pick<LinePicture, "width" | "height">): number {
	const width48 = Math.round((width * format.height) / height);
	return Math.min(Math.max(width48, 1), format.maxWidth);
}

/** The width that a line takes in a shard: rounded up to whole time steps. */
export function paddedWidth(width: number): number {
	return Math.max(Math.ceil(width / format.step) * format.step, format.minWidth);
}

/**
 * Scales a line to the model's height.
 * @throws TabgridError BAD_INPUT when the data don't fit the size.
 */
export function scaleLine(picture: LinePicture): ScaledLine {
	const size = { width: scaledWidth(picture), height: format.height };
	const planes = scaleToPlanes(picture, size);
	return {
		width: size.width,
		planes,
		background: [
			rimMedian(planes, 0, size),
			rimMedian(planes, 1, size),
			rimMedian(planes, 2, size),
		],
	};
}

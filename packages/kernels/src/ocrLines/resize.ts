import { TabgridError } from "@tabgrid/protocol";
import { format } from "./format.ts";

/** A picture of one line of text. */
export interface LinePicture {
	/** Shown beside its text; a file name, say. At most 200 characters. */
	readonly label: string;
	/** In pixels. */
	readonly width: number;
	readonly height: number;
	/** RGBA, 4 bytes a pixel, row by row, as ImageData has it. */
	readonly data: Uint8Array | Uint8ClampedArray;
}

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
 * Scales a line to the model's height over white, with a triangle filter as wide as a source or
 * target pixel, whichever is larger (bilinear when enlarging, area-like when reducing). Plain double
 * arithmetic in a fixed order: the same bytes in every browser, unlike a canvas.
 * @throws TabgridError BAD_INPUT when the data don't fit the size.
 */
export function scaleLine(picture: LinePicture): ScaledLine {
	const { width, height, data, label } = picture;
	if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
		throw new TabgridError("BAD_INPUT", `"${label}" is an empty picture.`);
	if (data.length !== width * height * 4)
		throw new TabgridError(
			"BAD_INPUT",
			`"${label}" has ${data.length} bytes; ${width} × ${height} RGBA pixels take ${width * height * 4}.`,
		);
	const targetWidth = scaledWidth(picture);
	const across = filterTaps(width, targetWidth);
	const down = filterTaps(height, format.height);
	const planes = new Uint8Array(3 * format.height * targetWidth);
	const rows = new Float64Array(height * targetWidth);
	for (let plane = 0; plane < 3; plane++) {
		// Planes are B, G, R; RGBA has R first.
		const channel = 2 - plane;
		for (let y = 0; y < height; y++)
			across.forEach(({ first, weights }, x) => {
				let sum = 0;
				for (let i = 0; i < weights.length; i++) {
					const at = (y * width + first + i) * 4;
					const alpha = (data[at + 3] ?? 255) / 255;
					sum += (weights[i] ?? 0) * ((data[at + channel] ?? 0) * alpha + 255 * (1 - alpha));
				}
				rows[y * targetWidth + x] = sum;
			});
		down.forEach(({ first, weights }, y) => {
			for (let x = 0; x < targetWidth; x++) {
				let sum = 0;
				for (let i = 0; i < weights.length; i++)
					sum += (weights[i] ?? 0) * (rows[(first + i) * targetWidth + x] ?? 0);
				planes[(plane * format.height + y) * targetWidth + x] = Math.round(sum);
			}
		});
	}
	return {
		width: targetWidth,
		planes,
		background: [
			rimMedian(planes, 0, targetWidth),
			rimMedian(planes, 1, targetWidth),
			rimMedian(planes, 2, targetWidth),
		],
	};
}

interface Taps {
	readonly first: number;
	readonly weights: readonly number[];
}

/** For each target pixel, the source pixels that it is a weighted mean of. */
function filterTaps(from: number, to: number): Taps[] {
	const scale = from / to;
	const reach = Math.max(scale, 1);
	return Array.from({ length: to }, (_, index) => {
		const centre = (index + 0.5) * scale;
		const first = Math.max(0, Math.floor(centre - reach));
		const last = Math.min(from - 1, Math.ceil(centre + reach));
		const raw: number[] = [];
		for (let i = first; i <= last; i++)
			raw.push(Math.max(0, 1 - Math.abs(i + 0.5 - centre) / reach));
		const sum = raw.reduce((total, weight) => total + weight, 0);
		return { first, weights: raw.map((weight) => weight / sum) };
	});
}

function rimMedian(planes: Uint8Array, plane: number, width: number): number {
	const at = (x: number, y: number) => planes[(plane * format.height + y) * width + x] ?? 0;
	const rim: number[] = [];
	for (let x = 0; x < width; x++) rim.push(at(x, 0), at(x, format.height - 1));
	for (let y = 0; y < format.height; y++) rim.push(at(0, y), at(width - 1, y));
	return rim.sort((a, b) => a - b)[Math.floor(rim.length / 2)] ?? 255;
}

import { TabgridError } from "@tabgrid/protocol";

/** A picture as RGBA bytes. */
export interface Picture {
	/** Shown beside its result; a file name, say. At most 200 characters. */
	readonly label: string;
	/** In pixels. */
	readonly width: number;
	readonly height: number;
	/** RGBA, 4 bytes a pixel, row by row, as ImageData has it. */
	readonly data: Uint8Array | Uint8ClampedArray;
}

/** Width and height in pixels. */
export interface PictureSize {
	readonly width: number;
	readonly height: number;
}

/**
 * Checks that a picture is one.
 * @throws TabgridError BAD_INPUT when the data don't fit the size.
 */
function checkPicture({ width, height, data, label }: Picture): void {
	if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
		throw new TabgridError("BAD_INPUT", `"${label}" is an empty picture.`);
	if (data.length !== width * height * 4)
		throw new TabgridError(
			"BAD_INPUT",
			`"${label}" has ${data.length} bytes; ${width} × ${height} RGBA pixels take ${width * height * 4}.`,
		);
}

/**
 * Scales a picture over white to 3 planes (B, G, R) of `height` × `width` bytes, with a triangle filter
 * as wide as a source or target pixel, whichever is larger (bilinear when enlarging, area-like when
 * reducing). Plain double arithmetic in a fixed order: the same bytes in every browser, unlike a canvas.
 * @throws TabgridError BAD_INPUT when the data don't fit the size.
 */
export function scaleToPlanes(picture: Picture, target: PictureSize): Uint8Array {
	checkPicture(picture);
	const { width, height, data } = picture;
	const across = filterTaps(width, target.width);
	const down = filterTaps(height, target.height);
	const planes = new Uint8Array(3 * target.height * target.width);
	const rows = new Float64Array(height * target.width);
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
				rows[y * target.width + x] = sum;
			});
		down.forEach(({ first, weights }, y) => {
			for (let x = 0; x < target.width; x++) {
				let sum = 0;
				for (let i = 0; i < weights.length; i++)
					sum += (weights[i] ?? 0) * (rows[(first + i) * target.width + x] ?? 0);
				planes[(plane * target.height + y) * target.width + x] = Math.round(sum);
			}
		});
	}
	return planes;
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

/** Median of the outermost pixels of one plane: a page's background. */
export function rimMedian(
	planes: Uint8Array,
	plane: number,
	{ width, height }: PictureSize,
): number {
	const at = (x: number, y: number) => planes[(plane * height + y) * width + x] ?? 0;
	const rim: number[] = [];
	for (let x = 0; x < width; x++) rim.push(at(x, 0), at(x, height - 1));
	for (let y = 0; y < height; y++) rim.push(at(0, y), at(width - 1, y));
	return rim.sort((a, b) => a - b)[Math.floor(rim.length / 2)] ?? 255;
}

import type { Picture } from "../pictures/scalePicture.ts";
import type { Point } from "./geometry.ts";

/**
 * Air around a box, as a share of its height on each side. The recognition model drops spaces between
 * words that fill their picture: on the example page this lowers the character error rate from 4.3 % to
 * 0.1 %.
 */
const air = 0.12;

/**
 * Cuts a box out of a picture, with some air around it, and turns it upright, by bilinear sampling. A
 * box that is much taller than wide holds vertical text and is turned by a quarter, as PaddleOCR's
 * `get_rotate_crop_image` does.
 * @param corners upper left, upper right, lower right, lower left, in pixels of `picture`
 */
export function cropBox(
	picture: Omit<Picture, "label">,
	corners: readonly [Point, Point, Point, Point],
	label: string,
): Picture {
	const [a, b, c, d] = corners;
	const tall = distance(a, d) > 1.5 * distance(a, b);
	const [origin, right, , down] = tall ? [b, c, d, a] : [a, b, c, d];
	const wide = distance(origin, right);
	const high = distance(origin, down);
	const margin = high * air;
	const width = Math.max(1, Math.round(wide + 2 * margin));
	const height = Math.max(1, Math.round(high + 2 * margin));
	const data = new Uint8ClampedArray(width * height * 4);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const u = (x + 0.5 - margin) / Math.max(wide, 1);
			const v = (y + 0.5 - margin) / Math.max(high, 1);
			const at: Point = [
				origin[0] + (right[0] - origin[0]) * u + (down[0] - origin[0]) * v - 0.5,
				origin[1] + (right[1] - origin[1]) * u + (down[1] - origin[1]) * v - 0.5,
			];
			for (let channel = 0; channel < 4; channel++)
				data[(y * width + x) * 4 + channel] = sampleAt(picture, at, channel);
		}
	return { label, width, height, data };
}

const distance = (a: Point, b: Point) => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** Bilinear between the four pixels around a place; the rim goes on outside. */
function sampleAt(
	{ width, height, data }: Omit<Picture, "label">,
	[x, y]: Point,
	channel: number,
): number {
	const left = Math.floor(x);
	const top = Math.floor(y);
	const pixel = (u: number, v: number) => {
		const column = Math.min(Math.max(u, 0), width - 1);
		const row = Math.min(Math.max(v, 0), height - 1);
		return data[(row * width + column) * 4 + channel] ?? 0;
	};
	const mix = (from: number, to: number, share: number) => from + (to - from) * share;
	const upper = mix(pixel(left, top), pixel(left + 1, top), x - left);
	const lower = mix(pixel(left, top + 1), pixel(left + 1, top + 1), x - left);
	return mix(upper, lower, y - top);
}

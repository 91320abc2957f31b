import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import type { PictureSize } from "../pictures/scalePicture.ts";
import { elementsOf } from "../tensor/views.ts";
import { format } from "./format.ts";

/** A page as the model takes it. */
export interface DetectShardInput {
	/** Of the model's picture, in pixels. */
	readonly width: number;
	readonly height: number;
	/** 3 × height × width, BGR. */
	readonly pixels: Uint8Array;
	/** Of the client's picture. */
	readonly original: PictureSize;
	/** Of the page within the model's picture, at its upper left. */
	readonly inner: PictureSize;
}

/**
 * Reads what `planDetectText` encoded.
 * @throws TabgridError BAD_INPUT naming what is wrong.
 */
export function readPage(input: TensorBundle): DetectShardInput {
	const bad = (why: string) => new TabgridError("BAD_INPUT", `Not a page: ${why}.`);
	const pixels = input[format.input.pixels];
	if (pixels?.dtype !== "uint8" || pixels.dims.length !== 3) throw bad("it has no uint8 pixels");
	const [channels, height = 0, width = 0] = pixels.dims;
	const fits = (side: number) => side >= format.step && side <= format.maxSide;
	if (channels !== 3 || width % format.step !== 0 || height % format.step !== 0)
		throw bad(`its pixels have shape [${pixels.dims.join(", ")}]`);
	if (!fits(width) || !fits(height)) throw bad(`it has ${width} × ${height} pixels`);
	const sizes = readSizes(input[format.input.page]);
	if (sizes === undefined || sizes.inner.width > width || sizes.inner.height > height)
		throw bad("it doesn't tell its size");
	return { width, height, pixels: pixels.data, ...sizes };
}

/** Reads the tensor `page`; undefined when it isn't one. */
export function readSizes(
	tensor: TensorBundle[string] | undefined,
): { original: PictureSize; inner: PictureSize } | undefined {
	if (tensor?.dtype !== "int32" || tensor.dims.length !== 1 || tensor.dims[0] !== 4)
		return undefined;
	const [width = 0, height = 0, innerWidth = 0, innerHeight = 0] = Array.from(
		elementsOf(tensor),
		Number,
	);
	if (Math.min(width, height, innerWidth, innerHeight) < 1) return undefined;
	return { original: { width, height }, inner: { width: innerWidth, height: innerHeight } };
}

/** The page of a shard's input as an RGBA picture, in the size that providers see. */
export function pictureOfPage(
	input: TensorBundle,
): PictureSize & { data: Uint8ClampedArray<ArrayBuffer> } {
	const { width, height, pixels, inner } = readPage(input);
	const plane = width * height;
	const data = new Uint8ClampedArray(inner.width * inner.height * 4);
	for (let y = 0; y < inner.height; y++)
		for (let x = 0; x < inner.width; x++) {
			const from = y * width + x;
			const to = (y * inner.width + x) * 4;
			data[to] = pixels[2 * plane + from] ?? 0;
			data[to + 1] = pixels[plane + from] ?? 0;
			data[to + 2] = pixels[from] ?? 0;
			data[to + 3] = 255;
		}
	return { ...inner, data };
}

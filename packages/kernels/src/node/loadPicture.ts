import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { TabgridError } from "@tabgrid/protocol";
import { type DecodedPng, decode } from "fast-png";
import type { LinePicture } from "../ocrLines/resize.ts";

const mostPixels = 32 * 1024 * 1024;

/**
 * Reads a PNG file (grey, RGB, palette, with or without alpha, 1 to 16 bits) as an RGBA picture,
 * labelled with its file name.
 * @throws TabgridError BAD_INPUT when it is no PNG, TOO_LARGE when it unpacks to too many pixels.
 */
export async function loadPicture(path: string): Promise<LinePicture> {
	const file = await readFile(path);
	const label = basename(path);
	// IHDR, the first chunk of every PNG: width and height at byte 16.
	if (file.length >= 24 && file.readUInt32BE(16) * file.readUInt32BE(20) > mostPixels)
		throw new TabgridError("TOO_LARGE", `"${label}" has more than ${mostPixels} pixels.`);
	try {
		return { label, ...toRgba(decode(file)) };
	} catch (cause) {
		throw new TabgridError("BAD_INPUT", `"${label}" is no PNG picture.`, { cause });
	}
}

function toRgba(png: DecodedPng): Omit<LinePicture, "label"> {
	const { width, height, palette } = png;
	const data = new Uint8Array(width * height * 4);
	const sample = sampler(png);
	for (let pixel = 0; pixel < width * height; pixel++) {
		const [red, green, blue, alpha] = palette
			? paletteColour(palette[sample(pixel, 0)])
			: directColour(png.channels, (channel) => sample(pixel, channel));
		data.set([red, green, blue, alpha], pixel * 4);
	}
	return { width, height, data };
}

type Colour = [red: number, green: number, blue: number, alpha: number];

const paletteColour = (entry: readonly number[] = []): Colour => [
	entry[0] ?? 0,
	entry[1] ?? 0,
	entry[2] ?? 0,
	entry[3] ?? 255,
];

function directColour(channels: number, value: (channel: number) => number): Colour {
	if (channels < 3) {
		const grey = value(0);
		return [grey, grey, grey, channels === 2 ? value(1) : 255];
	}
	return [value(0), value(1), value(2), channels === 4 ? value(3) : 255];
}

/** Reads one sample as 0…255, or as a palette index. Samples below 8 bits are packed, rows aligned. */
function sampler(png: DecodedPng): (pixel: number, channel: number) => number {
	const { width, channels, depth, data, palette } = png;
	if (depth >= 8) return (pixel, channel) => (data[pixel * channels + channel] ?? 0) >> (depth - 8);
	const rowBytes = Math.ceil((width * channels * depth) / 8);
	const most = 2 ** depth - 1;
	return (pixel, channel) => {
		const bit = ((pixel % width) * channels + channel) * depth;
		const byte = data[Math.floor(pixel / width) * rowBytes + (bit >> 3)] ?? 0;
		const value = (byte >> (8 - depth - (bit & 7))) & most;
		return palette ? value : Math.round((value * 255) / most);
	};
}

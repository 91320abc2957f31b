import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { TabgridError } from "@tabgrid/protocol";
import { type DecodedPng, decode } from "fast-png";
import type { LinePicture } from "../ocrLines/resize.ts";

/** The first bytes of every PNG. */
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostPixels = 32 * 1024 * 1024;

/**
 * Reads a PNG file (grey, RGB, palette, with or without alpha, 1 to 16 bits) as an RGBA picture,
 * labelled with its file name.
 * @throws TabgridError BAD_INPUT when it is no PNG, TOO_LARGE when it unpacks to too many pixels.
 */
export async function loadPicture(path: string): Promise<LinePicture> {
	const file = await readFile(path);
	const label = basename(path);
	if (!file.subarray(0, signature.length).equals(signature))
		throw new TabgridError("BAD_INPUT", `"${label}" is no PNG picture.`);
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
	const pixels = width * height;
	const data = new Uint8Array(pixels * 4);
	const sample = sampler(png);
	if (palette) {
		for (let pixel = 0; pixel < pixels; pixel++) {
			const colour = palette[sample(pixel, 0)];
			for (let channel = 0; channel < 4; channel++)
				data[pixel * 4 + channel] = colour?.[channel] ?? (channel === 3 ? 255 : 0);
		}
		return { width, height, data };
	}
	const { channels } = png;
	const alpha = channels === 2 ? 1 : channels === 4 ? 3 : null;
	// Grey is all three colours.
	const apart = channels < 3 ? 0 : 1;
	for (let pixel = 0; pixel < pixels; pixel++) {
		const at = pixel * 4;
		data[at] = sample(pixel, 0);
		data[at + 1] = sample(pixel, apart);
		data[at + 2] = sample(pixel, 2 * apart);
		data[at + 3] = alpha === null ? 255 : sample(pixel, alpha);
	}
	return { width, height, data };
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

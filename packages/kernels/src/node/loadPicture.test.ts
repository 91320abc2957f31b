import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode, type ImageData } from "fast-png";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadPicture } from "./loadPicture.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "tabgrid-pictures-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(image: ImageData) {
	const path = join(folder, "picture.png");
	await writeFile(path, encode(image));
	return loadPicture(path);
}

it("reads RGB, RGBA, grey and grey with alpha as RGBA", async () => {
	const rgb = await load({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3), channels: 3 });
	expect(rgb).toMatchObject({ label: "picture.png", width: 1, height: 1 });
	expect(Array.from(rgb.data)).toEqual([1, 2, 3, 255]);
	const rgba = await load({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3, 4), channels: 4 });
	expect(Array.from(rgba.data)).toEqual([1, 2, 3, 4]);
	const grey = await load({ width: 2, height: 1, data: Uint8Array.of(7, 9), channels: 1 });
	expect(Array.from(grey.data)).toEqual([7, 7, 7, 255, 9, 9, 9, 255]);
	const faint = await load({ width: 1, height: 1, data: Uint8Array.of(7, 9), channels: 2 });
	expect(Array.from(faint.data)).toEqual([7, 7, 7, 9]);
});

it("reads 16 bits a sample by their upper half", async () => {
	const deep = await load({
		width: 1,
		height: 1,
		data: Uint16Array.of(0x1234, 0x5678, 0x9abc),
		depth: 16,
		channels: 3,
	});
	expect(Array.from(deep.data)).toEqual([0x12, 0x56, 0x9a, 255]);
});

it("reads bitmaps of one bit a pixel, each row from a new byte", async () => {
	const bitmap = await load({
		width: 9,
		height: 2,
		data: Uint8Array.of(0b1000_0001, 0b1000_0000, 0b0100_0000, 0b0000_0000),
		depth: 1,
		channels: 1,
	});
	const ink = Array.from({ length: 18 }, (_, pixel) => bitmap.data[pixel * 4]);
	expect(ink.flatMap((value, pixel) => (value === 255 ? [pixel] : []))).toEqual([0, 7, 8, 10]);
});

it("says so when a file is no PNG", async () => {
	const path = join(folder, "text.png");
	await writeFile(path, "not a picture, and longer than a PNG's header");
	await expect(loadPicture(path)).rejects.toThrow('"text.png" is no PNG picture.');
});

it("refuses a picture that unpacks to gigapixels before it unpacks it", async () => {
	const path = join(folder, "bomb.png");
	const png = Buffer.from(encode({ width: 1, height: 1, data: new Uint8Array(3), channels: 3 }));
	png.writeUInt32BE(60_000, 16);
	png.writeUInt32BE(60_000, 20);
	await writeFile(path, png);
	await expect(loadPicture(path)).rejects.toMatchObject({ code: "TOO_LARGE" });
});

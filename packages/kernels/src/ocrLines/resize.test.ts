import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "./format.ts";
import { type LinePicture, paddedWidth, scaledWidth, scaleLine } from "./resize.ts";

/** A picture whose pixels are given by place: red, green, blue, alpha. */
function draw(
	width: number,
	height: number,
	colour: (x: number, y: number) => readonly [number, number, number, number],
): LinePicture {
	const data = new Uint8Array(width * height * 4);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
	return { label: "drawn", width, height, data };
}
const size = fc.integer({ min: 1, max: 130 });

describe("scaling a line", () => {
	it("gives height 48 and keeps the aspect, within half a pixel", () => {
		fc.assert(
			fc.property(size, size, (width, height) => {
				const scaled = scaledWidth({ width, height });
				if (scaled > 1 && scaled < format.maxWidth)
					expect(Math.abs(scaled - (width * 48) / height)).toBeLessThanOrEqual(0.5);
			}),
		);
		expect(scaledWidth({ width: 100_000, height: 10 })).toBe(format.maxWidth);
	});

	it("pads to whole time steps, 48 pixels at least", () => {
		expect([1, 48, 49, 56, 57, 2048].map(paddedWidth)).toEqual([48, 48, 56, 56, 64, 2048]);
	});

	it("keeps one colour that colour, in the order blue, green, red", () => {
		const byte = fc.nat(255);
		fc.assert(
			fc.property(size, size, fc.tuple(byte, byte, byte), (width, height, [r, g, b]) => {
				const line = scaleLine(draw(width, height, () => [r, g, b, 255]));
				const plane = 48 * line.width;
				expect(new Set(line.planes.subarray(0, plane))).toEqual(new Set([b]));
				expect(new Set(line.planes.subarray(plane, 2 * plane))).toEqual(new Set([g]));
				expect(new Set(line.planes.subarray(2 * plane))).toEqual(new Set([r]));
				expect(line.background).toEqual([b, g, r]);
			}),
			{ numRuns: 30 },
		);
	});

	it("leaves a picture of the right height as it is", () => {
		const picture = draw(60, 48, (x, y) => [x * 4, y * 5, (x * y) % 256, 255]);
		const { planes, width } = scaleLine(picture);
		expect(width).toBe(60);
		for (const [x, y] of [
			[0, 0],
			[59, 47],
			[31, 17],
		] as const)
			expect([2, 1, 0].map((plane) => planes[(plane * 48 + y) * 60 + x])).toEqual([
				x * 4,
				y * 5,
				(x * y) % 256,
			]);
	});

	it("averages when reducing, so that thin strokes fade instead of vanishing", () => {
		const stripes = draw(96 * 4, 96, (x) => {
			const value = x % 2 === 0 ? 0 : 255;
			return [value, value, value, 255];
		});
		const { planes } = scaleLine(stripes);
		const inner = planes.subarray(10, 180);
		expect(Math.min(...inner)).toBeGreaterThan(110);
		expect(Math.max(...inner)).toBeLessThan(145);
	});

	it("puts transparent pixels on white", () => {
		const { planes } = scaleLine(draw(48, 48, () => [0, 0, 0, 0]));
		expect(new Set(planes)).toEqual(new Set([255]));
	});

	it("takes the background from the rim, not from the ink", () => {
		const ink = draw(200, 48, (x, y) =>
			y > 8 && y < 40 && x > 4 && x < 190 ? [10, 10, 10, 255] : [240, 230, 220, 255],
		);
		expect(scaleLine(ink).background).toEqual([220, 230, 240]);
	});

	it("refuses data that don't fit the size", () => {
		const picture = { ...draw(4, 4, () => [0, 0, 0, 255]), width: 5 };
		expect(() => scaleLine(picture)).toThrow('"drawn" has 64 bytes; 5 × 4 RGBA pixels take 80.');
		expect(() => scaleLine({ ...picture, width: 0 })).toThrow(/empty picture/);
	});
});

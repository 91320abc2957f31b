import { z } from "zod";
import { format } from "./format.ts";

/** A coordinate as decimal text, which holds more digits than a number: −0.743643887037151. */
const Coordinate = z
	.string()
	.regex(/^-?([01](\.\d{1,30})?|2(\.0{1,30})?)$/)
	.meta({ holds: "a number from -2 to 2 with up to 30 decimals" });

/** Smallest distance of two pixels, in units of the last bit: rounding stays far below a pixel. */
const leastStep = 64;

const reach = (centre: string, extent: number) => Math.abs(Number(centre)) + extent / 2;

const Side = z.int().min(16).max(2048);

/** Parameters of `mandelbrot`: a rectangle of the plane with square pixels, and how far to iterate. */
export const MandelbrotParams = z
	.strictObject({
		re: Coordinate.default("-0.6").describe("Real part of the picture's centre."),
		im: Coordinate.default("0").describe("Imaginary part of the picture's centre; up is positive."),
		span: z
			.number()
			.positive()
			.max(8)
			.default(3.6)
			.describe("Width of the picture in the plane; 4 shows all of the set."),
		width: Side.default(768).describe("Width of the picture in pixels."),
		height: Side.default(512).describe("Height of the picture in pixels."),
		tile: z
			.int()
			.min(16)
			.max(format.maxTile)
			.default(128)
			.describe("Pixels a side of a tile, which is a shard; those at the edges may be smaller."),
		iterations: z
			.int()
			.min(format.unroll)
			.max(8192)
			.multipleOf(format.unroll)
			.default(256)
			.describe("Iterations after which a point counts as inside; deep pictures need many."),
	})
	.refine(({ span, width }) => (span / width) * 2 ** format.fractionBits >= leastStep, {
		path: ["span"],
		message: "Too deep for this width: pixels must lie at least 1.5e-14 apart.",
	})
	.refine(({ im, span, width, height }) => reach(im, (span * height) / width) <= format.furthest, {
		path: ["height"],
		message: "So tall a picture leaves the part of the plane that is computed.",
	});
export type MandelbrotParams = z.infer<typeof MandelbrotParams>;

import { z } from "zod";
import { format } from "./format.ts";

/** A coordinate as decimal text, which holds more digits than a number: −0.743643887037151. */
const Coordinate = z
	.string()
	.regex(/^-?\d(\.\d{1,30})?$/, "A number such as -0.7436438870, with at most 30 decimals.")
	.refine((text) => Math.abs(Number(text)) <= 2, "From -2 to 2.");

/** Smallest distance of two pixels, in units of the last bit: rounding stays far below a pixel. */
const leastStep = 64;

const reach = (centre: string, extent: number) => Math.abs(Number(centre)) + extent / 2;

/** Parameters of `mandelbrot`: a rectangle of the plane with square pixels, and how far to iterate. */
export const MandelbrotParams = z
	.strictObject({
		/** Real part of the picture's centre. */
		re: Coordinate,
		/** Imaginary part of the picture's centre; up is positive. */
		im: Coordinate,
		/** Width of the picture in the plane. 4 shows all of the set. */
		span: z.number().positive().max(8),
		/** In pixels. */
		width: z.int().min(16).max(2048),
		height: z.int().min(16).max(2048),
		/** Pixels a side of a tile; tiles at the right and the bottom may be smaller. */
		tile: z.int().min(16).max(format.maxTile),
		/** Iterations after which a point counts as inside. */
		iterations: z
			.int()
			.min(format.unroll)
			.max(8192)
			.multipleOf(format.unroll, `A multiple of ${format.unroll}.`),
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

import { z } from "zod";
import { format } from "./format.ts";

/**
 * Parameters of `detect-text`. The last three are those of PaddleOCR's DB post-processing, with its
 * defaults 0.3, 0.6 and 1.5.
 */
export const DetectTextParams = z.strictObject({
	side: z
		.int()
		.min(format.minSide)
		.max(format.maxSide)
		.multipleOf(format.step)
		.default(1920)
		.describe("Pages with a longer side, in pixels, are made smaller; others stay as they are."),
	threshold: z
		.number()
		.min(0.05)
		.max(0.95)
		.default(0.3)
		.describe("Pixels from this probability on belong to text."),
	boxThreshold: z
		.number()
		.min(0)
		.max(0.99)
		.default(0.6)
		.describe("Boxes whose mean probability is lower are dropped."),
	unclip: z
		.number()
		.min(0)
		.max(4)
		.default(1.5)
		.describe("How far a box grows: area × this ÷ perimeter on every side."),
});
export type DetectTextParams = z.infer<typeof DetectTextParams>;

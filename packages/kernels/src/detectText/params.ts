import { z } from "zod";
import { format } from "./format.ts";

/**
 * Parameters of `detect-text`. The last three are those of PaddleOCR's DB post-processing, with its
 * defaults 0.3, 0.6 and 1.5.
 */
export const DetectTextParams = z.strictObject({
	/** Pages with a longer side, in pixels, are made smaller; smaller ones stay as they are. */
	side: z.int().min(format.minSide).max(format.maxSide).multipleOf(format.step).default(1920),
	/** Pixels from this probability on belong to text. */
	threshold: z.number().min(0.05).max(0.95).default(0.3),
	/** Boxes whose mean probability is lower are dropped. */
	boxThreshold: z.number().min(0).max(0.99).default(0.6),
	/** How far a box grows: area × this ÷ perimeter on every side. */
	unclip: z.number().min(0).max(4).default(1.5),
});
export type DetectTextParams = z.infer<typeof DetectTextParams>;

import type { Comparator } from "@tabgrid/protocol";
import type { Kernel } from "../kernel.ts";
import { condensePage } from "./condense.ts";
import { feedPage, keepMap } from "./feeds.ts";
import { format } from "./format.ts";
import { detectTextId, detectTextVersion } from "./identity.ts";
import { mergePages } from "./merge.ts";
import { DetectTextParams } from "./params.ts";

/**
 * Tolerances. Honest devices differ in the map by a level where a probability lies between two, and in
 * the values before the sigmoid by some 1e-6 of their scale.
 */
const comparators: Readonly<Record<string, Comparator>> = {
	[format.output.map]: { kind: "ulp", max: 2 },
	[format.output.evidence]: { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 5e-4 },
};

/** Multiply-adds of PP-OCRv4 detection for a pixel, counted as two FLOP each. */
const flopPerPixel = 11.2e3;
const bundleOverhead = 512;

/** Pictures of pages → where text stands on them, by PaddleOCR's detection model. */
export const detectText: Kernel<DetectTextParams> = {
	id: detectTextId,
	version: detectTextVersion,
	title: "Find text on pages",
	summary: "Finds the lines of text on pictures of pages (PaddleOCR), ready to be read.",
	params: DetectTextParams,
	model: { kind: "builtin", name: "text-detection" },
	feeds: feedPage,
	outputs: keepMap,
	comparator: (output) => comparators[output] ?? { kind: "exact" },
	cost({ bytes }) {
		const pixels = bytes / 3;
		return {
			flop: pixels * flopPerPixel,
			inputBytes: bytes,
			outputBytes: Math.ceil(pixels * (1 + 4 / format.block ** 2)) + bundleOverhead,
		};
	},
	condense: condensePage,
	merge: mergePages,
};

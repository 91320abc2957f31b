import type { Comparator } from "@tabgrid/protocol";
import type { Kernel } from "../kernel.ts";
import { normalisePixels } from "./feeds.ts";
import { format } from "./format.ts";
import { ocrLinesId, ocrLinesVersion } from "./identity.ts";
import { mergeOcrLines } from "./merge.ts";
import { OcrLinesParams } from "./params.ts";
import { reduceSoftmax } from "./reduce.ts";

/**
 * Tolerances. On the example page WASM against WebGPU (a software adapter) stays below 0.02 of what
 * they permit; weights rounded to float16 exceed it 11 times and more in the evidence. `margin` is the
 * most that `close` permits for a score, which is at most 1, so the two rules never contradict.
 */
const near: Comparator = { kind: "close", rtol: 1e-3, atol: 1e-3, l2: 5e-4 };
const comparators: Readonly<Record<string, Comparator>> = {
	[format.output.classes]: {
		kind: "topk",
		k: format.best,
		margin: 2e-3,
		scores: format.output.scores,
	},
	[format.output.scores]: near,
	[format.output.evidence]: near,
};

/** Multiply-adds of PP-OCRv4 recognition, counted as two FLOP each, for one column of 48 pixels. */
const flopPerColumn = 4.4e6;
/** Bytes of attested output for one time step: two classes, two scores, four projections. */
const bytesPerStep = 4 * (2 * format.best + format.projections);
const bundleOverhead = 512;

/** Pictures of text lines → their text, by PaddleOCR's recognition model. */
export const ocrLines: Kernel<OcrLinesParams> = {
	id: ocrLinesId,
	version: ocrLinesVersion,
	title: "Read text lines",
	summary: "Reads pictures of single lines of printed text (PaddleOCR, Chinese and English).",
	params: OcrLinesParams,
	model: { kind: "builtin", name: "ocr-recognition" },
	feeds: normalisePixels,
	outputs: reduceSoftmax,
	comparator: (output) => comparators[output] ?? { kind: "exact" },
	cost({ bytes }) {
		const columns = bytes / (3 * format.height);
		return {
			flop: columns * flopPerColumn,
			inputBytes: bytes,
			outputBytes: Math.ceil((columns / format.step) * bytesPerStep) + bundleOverhead,
		};
	},
	merge: mergeOcrLines,
};

import type { Kernel } from "../kernel.ts";
import { feedTile, keepIterations } from "./feeds.ts";
import { format } from "./format.ts";
import { mandelbrotId, mandelbrotVersion } from "./identity.ts";
import { mergeTiles } from "./merge.ts";
import { MandelbrotParams } from "./params.ts";

/**
 * Operators of one iteration of one pixel, each weighed as 8 FLOP: they move memory where the products
 * that speed is measured on reuse it.
 */
const flopPerIteration = 90 * 8;
const bundleOverhead = 256;

/** A rectangle of the complex plane → its picture of the Mandelbrot set, by fixed-point integers. */
export const mandelbrot: Kernel<MandelbrotParams> = {
	id: mandelbrotId,
	version: mandelbrotVersion,
	title: "Render a fractal",
	summary:
		"Renders the Mandelbrot set in 52-bit integers, the same to the last bit on every device.",
	params: MandelbrotParams,
	model: { kind: "builtin", name: "mandelbrot" },
	feeds: feedTile,
	outputs: keepIterations,
	comparator: () => ({ kind: "exact" }),
	/** Pixels are taken from the bundle's size, as of a square tile: 3 words a column and a row. */
	cost({ bytes }, _model, { tile, iterations }) {
		const sides = Math.max(0, bytes - bundleOverhead) / (4 * format.words);
		const pixels = Math.min(tile * tile, (sides / 2) ** 2);
		return {
			flop: pixels * iterations * flopPerIteration,
			inputBytes: bytes,
			outputBytes: Math.ceil(pixels * 2) + bundleOverhead,
		};
	},
	merge: mergeTiles,
};

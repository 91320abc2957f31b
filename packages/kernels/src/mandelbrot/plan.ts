import { encodeBundle } from "@tabgrid/protocol";
import type { Plan, PlannedShard } from "../kernel.ts";
import { readParams } from "../params/readParams.ts";
import { tensorOf } from "../tensor/views.ts";
import { parseFixed, toFixed, wordsOf } from "./fixedPoint.ts";
import { format } from "./format.ts";
import { mandelbrotId, mandelbrotVersion } from "./identity.ts";
import { MandelbrotParams } from "./params.ts";
import { type Tile, tileAt, tileCount } from "./tiles.ts";

/**
 * Cuts a picture of the Mandelbrot set into tiles, one a shard.
 * @throws TabgridError BAD_PARAMS naming each parameter at fault.
 */
export function planMandelbrot(wanted: MandelbrotParams): Plan<MandelbrotParams> {
	const params = readParams(MandelbrotParams, wanted);
	const count = tileCount(params);
	return {
		kernel: mandelbrotId,
		kernelVersion: mandelbrotVersion,
		params,
		shardCount: count,
		items: count,
		*shards() {
			for (let index = 0; index < count; index++) yield encodeTile(tileAt(index, params), params);
		},
	};
}

function encodeTile({ left, top, width, height }: Tile, params: MandelbrotParams): PlannedShard {
	const step = params.span / params.width;
	// From the centre to the middle of a pixel, in halves so that both ends are alike.
	const right = (pixel: number) => toFixed(((2 * pixel + 1 - params.width) / 2) * step);
	const down = (pixel: number) => toFixed(((2 * pixel + 1 - params.height) / 2) * step);
	const re = parseFixed(params.re);
	const im = parseFixed(params.im);
	const columns = Array.from({ length: width }, (_, x) => re + right(left + x));
	const rows = Array.from({ length: height }, (_, y) => im - down(top + y));
	return {
		input: encodeBundle({
			[format.input.columns]: tensorOf("int32", [format.words, 1, width], wordPlanes(columns)),
			[format.input.rows]: tensorOf("int32", [format.words, height, 1], wordPlanes(rows)),
		}),
		items: 1,
		labels: [`${width} × ${height} at ${left}, ${top}`],
	};
}

/** Coordinates' first words, then their second, then their third. */
function wordPlanes(coordinates: readonly bigint[]): Int32Array {
	const words = coordinates.map(wordsOf);
	return Int32Array.from(
		Array.from({ length: format.words }, (_, word) => words.map((all) => all[word] ?? 0)).flat(),
	);
}

import type { TensorBundle } from "@tabgrid/protocol";
import { elementsOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { missing, paletteOf } from "./palette.ts";
import type { MandelbrotParams } from "./params.ts";
import { type Tile, tileAt, tileCount } from "./tiles.ts";

/** A tile with its colours. */
export interface PaintedTile extends Tile {
	/** RGBA, 4 bytes a pixel, row by row. */
	readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * A painter of verified tiles of one picture. It answers undefined for an output that makes no sense (a
 * quorum of liars can agree on any bytes), or for a shard that the picture doesn't have.
 */
export function tilePainter(
	params: MandelbrotParams,
): (index: number, output: TensorBundle) => PaintedTile | undefined {
	const palette = paletteOf(params.iterations);
	return (index, output) => {
		if (index >= tileCount(params)) return undefined;
		const tile = tileAt(index, params);
		const counts = readCounts(output, tile);
		if (counts === undefined) return undefined;
		const data = new Uint8ClampedArray(counts.length * 4).fill(255);
		counts.forEach((count, at) => {
			data.set(palette[Math.min(count, params.iterations)] ?? missing, at * 4);
		});
		return { ...tile, data };
	};
}

function readCounts(output: TensorBundle, { width, height }: Tile): Uint16Array | undefined {
	const tensor = output[format.output];
	if (tensor?.dtype !== "uint16" || tensor.dims.length !== 2) return undefined;
	if (tensor.dims[0] !== height || tensor.dims[1] !== width) return undefined;
	const elements = elementsOf(tensor);
	return elements instanceof Uint16Array ? elements : undefined;
}

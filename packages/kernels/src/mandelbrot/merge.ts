import { TabgridError, type TensorBundle } from "@tabgrid/protocol";
import type { Artifact, MergeShard } from "../kernel.ts";
import { elementsOf } from "../tensor/views.ts";
import { format } from "./format.ts";
import { missing, paletteOf } from "./palette.ts";
import type { MandelbrotParams } from "./params.ts";
import { type Tile, tileAt, tileCount } from "./tiles.ts";

/**
 * Paints verified tiles to one PNG. Tiles whose shard failed, or whose output makes no sense (a quorum
 * of liars can agree on any bytes), stay grey.
 * @throws TabgridError BAD_INPUT when no shard has an output.
 */
export async function mergeTiles(
	shards: readonly MergeShard[],
	params: MandelbrotParams,
): Promise<Artifact> {
	const { width, height, iterations } = params;
	const palette = paletteOf(iterations);
	const pixels = new Uint8Array(width * height * 3).fill(missing[0]);
	let painted = 0;
	for (const { index, output } of shards) {
		if (index >= tileCount(params)) continue;
		const tile = tileAt(index, params);
		const counts = output && readCounts(output, tile);
		if (!counts) continue;
		painted++;
		counts.forEach((count, at) => {
			const x = tile.left + (at % tile.width);
			const y = tile.top + Math.floor(at / tile.width);
			pixels.set(palette[Math.min(count, iterations)] ?? missing, (y * width + x) * 3);
		});
	}
	if (painted === 0)
		throw new TabgridError("BAD_INPUT", "No shard has an output: there is nothing to merge.");
	const { encode } = await import("fast-png");
	return {
		bytes: new Uint8Array(encode({ width, height, data: pixels, channels: 3, depth: 8 })),
		mediaType: "image/png",
		fileName: "mandelbrot.png",
	};
}

function readCounts(output: TensorBundle, { width, height }: Tile): Uint16Array | undefined {
	const tensor = output[format.output];
	if (tensor?.dtype !== "uint16" || tensor.dims.length !== 2) return undefined;
	if (tensor.dims[0] !== height || tensor.dims[1] !== width) return undefined;
	const elements = elementsOf(tensor);
	return elements instanceof Uint16Array ? elements : undefined;
}

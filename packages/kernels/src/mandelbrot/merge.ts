import { TabgridError } from "@tabgrid/protocol";
import type { Artifact, MergeShard } from "../kernel.ts";
import { tilePainter } from "./paintTile.ts";
import { missing } from "./palette.ts";
import type { MandelbrotParams } from "./params.ts";

/**
 * Paints verified tiles to one PNG. Tiles whose shard failed, or whose output makes no sense, stay grey.
 * @throws TabgridError BAD_INPUT when no shard has an output.
 */
export async function mergeTiles(
	shards: readonly MergeShard[],
	params: MandelbrotParams,
): Promise<Artifact> {
	const { width, height } = params;
	const pixels = new Uint8Array(width * height * 3).fill(missing[0]);
	const paint = tilePainter(params);
	let painted = 0;
	for (const { index, output } of shards) {
		const tile = output && paint(index, output);
		if (!tile) continue;
		painted++;
		for (let at = 0; at < tile.width * tile.height; at++) {
			const x = tile.left + (at % tile.width);
			const y = tile.top + Math.floor(at / tile.width);
			pixels.set(tile.data.subarray(at * 4, at * 4 + 3), (y * width + x) * 3);
		}
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

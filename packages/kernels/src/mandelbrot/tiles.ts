import type { MandelbrotParams } from "./params.ts";

/** A rectangle of the picture, in pixels from its upper left. */
export interface Tile {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

type Sizes = Pick<MandelbrotParams, "width" | "height" | "tile">;

/** The number of tiles of a picture. */
export const tileCount = ({ width, height, tile }: Sizes): number =>
	Math.ceil(width / tile) * Math.ceil(height / tile);

/** The tile that a shard computes: row by row from the upper left. */
export function tileAt(index: number, { width, height, tile }: Sizes): Tile {
	const across = Math.ceil(width / tile);
	const left = (index % across) * tile;
	const top = Math.floor(index / across) * tile;
	return {
		left,
		top,
		width: Math.min(tile, width - left),
		height: Math.min(tile, height - top),
	};
}

import { shardLetters } from "@tabgrid/protocol";
import type { CellLayout } from "./layoutCells";
import type { ShardCells } from "./shardCells";

const variables = {
	[shardLetters.pending]: "--cell-pending",
	[shardLetters.running]: "--cell-running",
	[shardLetters.disputed]: "--cell-disputed",
	[shardLetters.verified]: "--cell-verified",
	[shardLetters.failed]: "--cell-failed",
};

/** The colours of a map, by state letter, and of the surface below it. */
export interface CellColours {
	readonly surface: string;
	readonly byLetter: ReadonlyMap<string, string>;
}

/** Reads the theme's colours from the stylesheet; once for a drawing, not for each cell. */
export function readCellColours(element: Element): CellColours {
	const style = getComputedStyle(element);
	return {
		surface: style.getPropertyValue("--surface"),
		byLetter: new Map(
			Object.entries(variables).map(([letter, name]) => [letter, style.getPropertyValue(name)]),
		),
	};
}

/** The part of a map that can be seen, in CSS pixels from its top. */
export interface MapWindow {
	readonly width: number;
	readonly top: number;
	readonly height: number;
}

/**
 * Draws the rows of a shard map that can be seen; what is scrolled away costs nothing. Trouble shows
 * in form as well as colour: a failed cell is crossed out and a disputed one is cut by a diagonal,
 * where cells are large enough.
 */
export function drawCells(
	canvas: HTMLCanvasElement,
	cells: ShardCells,
	layout: CellLayout,
	seen: MapWindow,
	colours: CellColours,
): void {
	const context = canvas.getContext("2d");
	if (context === null) return;
	const ratio = window.devicePixelRatio || 1;
	const width = Math.max(1, Math.round(seen.width * ratio));
	const height = Math.max(1, Math.round(seen.height * ratio));
	if (canvas.width !== width || canvas.height !== height) {
		canvas.width = width;
		canvas.height = height;
	}
	context.setTransform(ratio, 0, 0, ratio, 0, 0);
	context.clearRect(0, 0, seen.width, seen.height);
	const { size, columns } = layout;
	const pitch = size + layout.gap;
	const firstRow = Math.max(0, Math.floor(seen.top / pitch));
	const lastRow = Math.ceil((seen.top + seen.height) / pitch);
	const first = firstRow * columns;
	const last = Math.min(cells.count, lastRow * columns);
	let current = "";
	for (let cell = first; cell < last; cell++) {
		const letter = cells.letterAt(cell);
		if (letter !== current) {
			current = letter;
			context.fillStyle = colours.byLetter.get(letter) ?? colours.surface;
		}
		const x = (cell % columns) * pitch;
		const y = Math.floor(cell / columns) * pitch - seen.top;
		context.fillRect(x, y, size, size);
		if (size >= 9) markTrouble(context, letter, x, y, size, colours.surface);
	}
}

function markTrouble(
	context: CanvasRenderingContext2D,
	letter: string,
	x: number,
	y: number,
	size: number,
	colour: string,
): void {
	if (letter !== shardLetters.failed && letter !== shardLetters.disputed) return;
	const inset = size * 0.25;
	context.strokeStyle = colour;
	context.lineWidth = 1.5;
	context.beginPath();
	context.moveTo(x + inset, y + size - inset);
	context.lineTo(x + size - inset, y + inset);
	if (letter === shardLetters.failed) {
		context.moveTo(x + inset, y + inset);
		context.lineTo(x + size - inset, y + size - inset);
	}
	context.stroke();
}

import { shardLetters } from "@tabgrid/protocol";
import type { CellLayout } from "./layoutCells";

const colourOf: Readonly<Record<string, string>> = {
	[shardLetters.pending]: "--cell-pending",
	[shardLetters.running]: "--cell-running",
	[shardLetters.disputed]: "--cell-disputed",
	[shardLetters.verified]: "--cell-verified",
	[shardLetters.failed]: "--cell-failed",
};

/**
 * Draws a shard map. Trouble shows in form as well as colour: a failed cell is crossed out and a
 * disputed one is cut by a diagonal, where cells are large enough.
 */
export function drawCells(
	canvas: HTMLCanvasElement,
	states: string,
	layout: CellLayout,
	width: number,
	cursor: number | null,
): void {
	const context = canvas.getContext("2d");
	if (context === null) return;
	const ratio = window.devicePixelRatio || 1;
	canvas.width = Math.max(1, Math.round(width * ratio));
	canvas.height = Math.max(1, Math.round(layout.height * ratio));
	context.scale(ratio, ratio);
	const style = getComputedStyle(canvas);
	const colour = (name: string) => style.getPropertyValue(name);
	const surface = colour("--surface");
	const pitch = layout.size + layout.gap;
	for (let index = 0; index < states.length; index++) {
		const letter = states.charAt(index);
		const x = (index % layout.columns) * pitch;
		const y = Math.floor(index / layout.columns) * pitch;
		context.fillStyle = colour(colourOf[letter] ?? "--cell-pending");
		context.fillRect(x, y, layout.size, layout.size);
		if (layout.size >= 9) markTrouble(context, letter, x, y, layout.size, surface);
		if (index === cursor) {
			context.strokeStyle = colour("--ink");
			context.lineWidth = 2;
			context.strokeRect(x - 1, y - 1, layout.size + 2, layout.size + 2);
		}
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

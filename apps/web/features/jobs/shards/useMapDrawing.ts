"use client";
import { useTheme } from "next-themes";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { type CellColours, drawCells, readCellColours } from "./drawCells";
import type { CellLayout } from "./layoutCells";
import type { ShardCells } from "./shardCells";

/** Height of the part of a map that can be seen at once, in CSS pixels. */
export const mostSeen = 416;

/**
 * Draws a map onto its canvas once a frame at most, whenever states, size or theme change; `redraw`
 * is for scrolling, which no render follows.
 */
export function useMapDrawing(
	canvas: RefObject<HTMLCanvasElement | null>,
	scroller: RefObject<HTMLDivElement | null>,
	{ cells, layout, width }: { cells: ShardCells; layout: CellLayout; width: number },
): { redraw: () => void } {
	const { resolvedTheme } = useTheme();
	const colours = useRef<CellColours>(undefined);
	const frame = useRef<number>(undefined);

	const redraw = useCallback(() => {
		if (width === 0 || frame.current !== undefined) return;
		frame.current = requestAnimationFrame(() => {
			frame.current = undefined;
			if (canvas.current === null) return;
			colours.current ??= readCellColours(canvas.current);
			const height = Math.min(layout.height, mostSeen);
			const top = Math.min(scroller.current?.scrollTop ?? 0, layout.height - height);
			drawCells(canvas.current, cells, layout, { width, top, height }, colours.current);
		});
	}, [canvas, scroller, cells, layout, width]);

	useEffect(() => {
		// The theme decides the colours that drawing reads from the stylesheet, once its class is set.
		if (resolvedTheme === undefined) return;
		colours.current = undefined;
	}, [resolvedTheme]);

	useEffect(() => {
		if (resolvedTheme === undefined) return;
		redraw();
		return () => {
			if (frame.current !== undefined) cancelAnimationFrame(frame.current);
			frame.current = undefined;
		};
	}, [redraw, resolvedTheme]);
	return { redraw };
}

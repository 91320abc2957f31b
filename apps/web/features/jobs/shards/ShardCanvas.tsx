"use client";
import {
	type KeyboardEvent,
	type PointerEvent,
	type RefObject,
	useMemo,
	useRef,
	useState,
} from "react";
import { jobStrings } from "@/strings/jobs";
import { cellAt, layoutCells } from "./layoutCells";
import type { ShardCells } from "./shardCells";
import { mostSeen, useMapDrawing } from "./useMapDrawing";
import { useWidth } from "./useWidth";

/** How far a key moves the cursor, in cells. */
const steps: Readonly<Record<string, (columns: number, count: number) => number>> = {
	ArrowLeft: () => -1,
	ArrowRight: () => 1,
	ArrowUp: (columns) => -columns,
	ArrowDown: (columns) => columns,
	PageUp: (columns) => -10 * columns,
	PageDown: (columns) => 10 * columns,
	Home: (_, count) => -count,
	End: (_, count) => count,
};

/**
 * The shard map: a cell a shard, coloured by state, of which only the rows in sight are drawn. A press
 * opens a shard; with the keyboard arrows, Page, Home and End move a cursor and Enter opens.
 */
export function ShardCanvas({
	cells,
	label,
	states,
	canvas,
	onOpen,
}: {
	cells: ShardCells;
	label: string;
	/** The whole map as letters, published for small jobs. */
	states: string;
	/** Gets the canvas, which is what takes the focus. */
	canvas: RefObject<HTMLCanvasElement | null>;
	onOpen: (shard: number) => void;
}) {
	const scroller = useRef<HTMLDivElement>(null);
	const { ref, width } = useWidth();
	const [cursor, setCursor] = useState<number | null>(null);
	const { count } = cells;
	const layout = useMemo(() => layoutCells(count, width), [count, width]);
	const { redraw } = useMapDrawing(canvas, scroller, { cells, layout, width });
	const at = cursor !== null && cursor < count ? cursor : null;
	const shard = cells.shardAt(at ?? 0);
	const pitch = layout.size + layout.gap;
	const row = Math.floor((at ?? 0) / layout.columns);

	function cellUnder(event: PointerEvent<HTMLElement>): number | null {
		const box = event.currentTarget.getBoundingClientRect();
		return cellAt(layout, count, event.clientX - box.left, event.clientY - box.top);
	}
	function open(cell: number | null) {
		const chosen = cell === null ? undefined : cells.shardAt(cell);
		if (chosen !== undefined) onOpen(chosen);
	}
	function onKeyDown(event: KeyboardEvent) {
		if (event.key === "Enter" || event.key === " ") {
			event.preventDefault();
			return open(at ?? 0);
		}
		const step = steps[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const wanted = at === null && event.key !== "End" ? 0 : (at ?? 0) + step(layout.columns, count);
		const next = Math.min(Math.max(wanted, 0), count - 1);
		setCursor(next);
		showRow(scroller.current, Math.floor(next / layout.columns) * pitch, layout.size);
	}

	return (
		<>
			<div ref={scroller} onScroll={redraw} className="max-h-[26rem] overflow-y-auto p-1">
				<div
					ref={ref}
					className="relative cursor-pointer"
					style={{ height: layout.height }}
					onPointerMove={(event) => setCursor(cellUnder(event))}
					onPointerLeave={() => setCursor(null)}
					onPointerUp={(event) => open(cellUnder(event))}
				>
					<canvas
						ref={canvas}
						role="slider"
						tabIndex={0}
						aria-label={label}
						aria-valuemin={0}
						aria-valuemax={Math.max(count - 1, 0)}
						aria-valuenow={at ?? 0}
						aria-valuetext={
							shard === undefined
								? jobStrings.shards.none
								: jobStrings.shards.cell(shard, cells.stateAt(at ?? 0))
						}
						data-testid="shard-map"
						data-cells={count}
						data-states={states.length <= 500 ? states : undefined}
						className="sticky top-0 block"
						style={{ width, height: Math.min(layout.height, mostSeen) }}
						onKeyDown={onKeyDown}
						onBlur={() => setCursor(null)}
					/>
					{at === null ? null : (
						<span
							aria-hidden
							className="pointer-events-none absolute border-2 border-ink"
							style={{
								left: (at % layout.columns) * pitch - 2,
								top: row * pitch - 2,
								width: layout.size + 4,
								height: layout.size + 4,
							}}
						/>
					)}
				</div>
			</div>
			<p
				className="tabular min-h-6 px-1 pt-1 text-[0.8125rem] text-ink-3"
				data-testid="shard-under"
			>
				{at === null || shard === undefined
					? jobStrings.shards.press
					: jobStrings.shards.cell(shard, cells.stateAt(at))}
			</p>
		</>
	);
}

/** Scrolls as little as needed for a row of cells to be seen. */
function showRow(scroller: HTMLElement | null, top: number, size: number): void {
	if (scroller === null) return;
	if (top < scroller.scrollTop) scroller.scrollTop = top;
	else if (top + size > scroller.scrollTop + mostSeen)
		scroller.scrollTop = top + size - mostSeen + 8;
}

"use client";
import { shardLetters } from "@tabgrid/protocol";
import { useTheme } from "next-themes";
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { drawCells } from "./drawCells";
import { cellAt, layoutCells } from "./layoutCells";
import { useWidth } from "./useWidth";

const steps: Readonly<Record<string, (columns: number) => number>> = {
	ArrowLeft: () => -1,
	ArrowRight: () => 1,
	ArrowUp: (columns) => -columns,
	ArrowDown: (columns) => columns,
};

const stateOf: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(shardLetters).map(([state, letter]) => [letter, state]),
);

/**
 * The shard map: a cell a shard, coloured by state. A press opens a shard; with the keyboard the
 * arrows move a cursor and Enter opens.
 */
export function ShardCanvas({
	states,
	label,
	onOpen,
}: {
	states: string;
	label: string;
	onOpen: (index: number) => void;
}) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const { ref, width } = useWidth();
	const { resolvedTheme } = useTheme();
	const [cursor, setCursor] = useState<number | null>(null);
	const count = states.length;
	const layout = useMemo(() => layoutCells(count, width), [count, width]);

	// The theme decides the colours that drawing reads from the stylesheet, once its class is set.
	useEffect(() => {
		if (resolvedTheme === undefined || width === 0) return;
		const frame = requestAnimationFrame(() => {
			if (canvas.current) drawCells(canvas.current, states, layout, width, cursor);
		});
		return () => cancelAnimationFrame(frame);
	}, [states, layout, width, cursor, resolvedTheme]);

	function indexUnder(event: PointerEvent<HTMLCanvasElement>): number | null {
		const box = event.currentTarget.getBoundingClientRect();
		return cellAt(layout, count, event.clientX - box.left, event.clientY - box.top);
	}

	function onKeyDown(event: KeyboardEvent) {
		if (event.key === "Enter" && cursor !== null) return onOpen(cursor);
		const step = steps[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const next = (cursor ?? -1) + step(layout.columns);
		setCursor(Math.min(Math.max(next, 0), count - 1));
	}

	return (
		<div ref={ref} className="max-h-[26rem] overflow-y-auto p-1">
			<canvas
				ref={canvas}
				role="slider"
				tabIndex={0}
				aria-label={label}
				aria-valuemin={0}
				aria-valuemax={count - 1}
				aria-valuenow={cursor ?? 0}
				aria-valuetext={`Shard ${cursor ?? 0}, ${stateOf[states.charAt(cursor ?? 0)] ?? "unknown"}`}
				data-testid="shard-map"
				data-states={count <= 500 ? states : undefined}
				className="block cursor-pointer"
				style={{ width, height: layout.height }}
				onKeyDown={onKeyDown}
				onBlur={() => setCursor(null)}
				onPointerMove={(event) => setCursor(indexUnder(event))}
				onPointerLeave={() => setCursor(null)}
				onPointerUp={(event) => {
					const index = indexUnder(event);
					if (index !== null) onOpen(index);
				}}
			/>
		</div>
	);
}

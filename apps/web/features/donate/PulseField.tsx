"use client";
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { useStats } from "@/lib/matcher/useDashboard";
import { FieldCanvas } from "./fieldCanvas";
import { useReducedMotion } from "./useReducedMotion";

/**
 * The grid's pulse: a cell glows for each tab online, and one lights up for each shard that is
 * verified anywhere, brighter and with a ripple for those computed here. Still where motion is unwanted.
 */
export function PulseField({ own }: { own: number | null }) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const field = useRef<FieldCanvas>(null);
	const { resolvedTheme } = useTheme();
	const still = useReducedMotion();
	const stats = useStats().data;
	const online = stats?.providersOnline ?? 0;
	const seenOwn = useGrowth(own, (shards) => !still && field.current?.light(shards, true));
	const seenAll = useGrowth(stats?.shards.verified ?? null, (shards) => {
		if (!still) field.current?.light(shards, false);
	});

	useEffect(() => {
		if (canvas.current === null) return;
		field.current = new FieldCanvas(canvas.current);
		return () => field.current?.end();
	}, []);
	useEffect(() => field.current?.setOnline(online), [online]);
	useEffect(() => {
		if (resolvedTheme) field.current?.redraw();
	}, [resolvedTheme]);
	useEffect(seenOwn);
	useEffect(seenAll);

	return (
		<canvas
			ref={canvas}
			aria-hidden
			className="absolute inset-0 h-full w-full [mask-image:radial-gradient(ellipse_62%_58%_at_50%_46%,transparent_38%,black_105%)]"
		/>
	);
}

/** Calls `grew` with how much a number grew since the last look; the first one known is no growth. */
function useGrowth(value: number | null, grew: (by: number) => void): () => void {
	const last = useRef<number>(null);
	return () => {
		if (value === null) return;
		if (last.current !== null && value > last.current) grew(value - last.current);
		last.current = value;
	};
}

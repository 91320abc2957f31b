"use client";
import { type RefObject, useEffect } from "react";

/** Any of these says that the visitor looks around by now. */
const ownMoves = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Brings a part of the page into sight that the address names (`#id`) and that comes after the page, so
 * that the browser had nothing to go to. What comes above it later doesn't push it away, until the
 * visitor moves.
 * @param there whether the part is in the page by now.
 */
export function useArrival(part: RefObject<HTMLElement | null>, id: string, there: boolean): void {
	useEffect(() => {
		if (!there || location.hash !== `#${id}`) return;
		const growing = new ResizeObserver(() => part.current?.scrollIntoView());
		const letGo = () => growing.disconnect();
		growing.observe(document.body);
		for (const move of ownMoves) window.addEventListener(move, letGo, { once: true });
		return () => {
			letGo();
			for (const move of ownMoves) window.removeEventListener(move, letGo);
		};
	}, [part, id, there]);
}

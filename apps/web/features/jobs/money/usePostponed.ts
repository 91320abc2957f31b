"use client";
import { useCallback, useEffect, useRef, useState } from "react";

/**
 * Does something after a few seconds in which it can be taken back. Leaving the page takes it back too.
 * @param waitMs how long it can be taken back.
 */
export function usePostponed(waitMs: number) {
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const [pending, setPending] = useState(false);
	const undo = useCallback(() => {
		clearTimeout(timer.current);
		timer.current = undefined;
		setPending(false);
	}, []);
	const start = useCallback(
		(act: () => void) => {
			clearTimeout(timer.current);
			setPending(true);
			timer.current = setTimeout(() => {
				timer.current = undefined;
				setPending(false);
				act();
			}, waitMs);
		},
		[waitMs],
	);
	useEffect(() => () => clearTimeout(timer.current), []);
	return { pending, start, undo };
}

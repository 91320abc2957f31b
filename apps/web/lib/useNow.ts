"use client";
import { useSyncExternalStore } from "react";

const stepMs = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let shown = 0;

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	timer ??= setInterval(() => {
		shown = Date.now();
		for (const each of listeners) each();
	}, stepMs);
	shown = Date.now();
	return () => {
		listeners.delete(listener);
		if (listeners.size > 0) return;
		clearInterval(timer);
		timer = undefined;
	};
}

const none = () => () => {};

/** The time in epoch ms for showing, renewed each second while `running`; 0 on the server. */
export function useNow(running = true): number {
	return useSyncExternalStore(
		running ? subscribe : none,
		() => shown,
		() => 0,
	);
}

"use client";
import { useEffect, useSyncExternalStore } from "react";
import { startTone, stopTone, type ToneState, toneState } from "./quietTone";
import type { ProviderState } from "./useProvider";

const listeners = new Set<() => void>();
const changed = () => {
	for (const listener of listeners) listener();
};

/** Plays the tone while this tab is the one that works, and the person asked for it. */
export function useQuietTone(state: ProviderState | null): void {
	const leads = state !== null && state.phase !== "following";
	const wanted = leads && state.choices.quietTone && state.workingPhase !== "paused";
	useEffect(() => {
		if (!wanted) return;
		startTone(changed);
		changed();
		return () => {
			stopTone();
			changed();
		};
	}, [wanted]);
}

/** Whether the tone plays in this tab. */
export function useToneState(): ToneState {
	return useSyncExternalStore(
		(listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		toneState,
		() => "off",
	);
}

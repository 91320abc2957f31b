"use client";
import { useSyncExternalStore } from "react";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { provideStrings } from "@/strings/provide";

function subscribe(changed: () => void): () => void {
	document.addEventListener("fullscreenchange", changed);
	return () => document.removeEventListener("fullscreenchange", changed);
}

/** Whether the page fills the screen, and a switch for it. */
export function useFullscreen(): { readonly on: boolean; toggle(): void } {
	const on = useSyncExternalStore(
		subscribe,
		() => document.fullscreenElement !== null,
		() => false,
	);
	const toggle = () => {
		const change = on ? document.exitFullscreen() : document.documentElement.requestFullscreen();
		change.catch((error: unknown) =>
			toast.failed(provideStrings.donate.fullscreen, explainError(error).message),
		);
	};
	return { on, toggle };
}

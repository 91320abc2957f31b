"use client";
import { useEffect, useState } from "react";
import { toast } from "@/components/Toast";
import { provideStrings } from "@/strings/provide";

/**
 * Keeps the screen on while the person wants it and the page shows: the browser takes the lock away
 * when the page is hidden, and gets asked again when it is back.
 */
export function useWakeLock(): { readonly on: boolean; toggle(): void } {
	const [on, setOn] = useState(false);
	useEffect(() => {
		if (!on) return;
		let lock: WakeLockSentinel | undefined;
		let over = false;
		const keep = async () => {
			if (document.visibilityState !== "visible") return;
			try {
				lock = await navigator.wakeLock.request("screen");
				if (over) await lock.release();
			} catch {
				setOn(false);
				toast.failed(provideStrings.donate.awake, provideStrings.donate.awakeRefused);
			}
		};
		void keep();
		document.addEventListener("visibilitychange", keep);
		return () => {
			over = true;
			document.removeEventListener("visibilitychange", keep);
			void lock?.release();
		};
	}, [on]);
	return { on, toggle: () => setOn(!on) };
}

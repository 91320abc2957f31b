"use client";
import { useSyncExternalStore } from "react";

/** Whether the browser believes that this device has a network. */
export function useDeviceOnline(): boolean {
	return useSyncExternalStore(
		(changed) => {
			addEventListener("online", changed);
			addEventListener("offline", changed);
			return () => {
				removeEventListener("online", changed);
				removeEventListener("offline", changed);
			};
		},
		() => navigator.onLine,
		() => true,
	);
}

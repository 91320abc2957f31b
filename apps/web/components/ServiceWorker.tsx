"use client";
import { useEffect } from "react";

/** Registers the service worker that answers when the site can't be reached; not while developing. */
export function ServiceWorker() {
	useEffect(() => {
		if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
		// Without it everything works but the offline page.
		navigator.serviceWorker.register("/service-worker.js").catch(() => {});
	}, []);
	return null;
}

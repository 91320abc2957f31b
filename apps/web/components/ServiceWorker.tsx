"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Registers the service worker that answers when the site can't be reached, and goes where it says when
 * one of the site's notifications was pressed; not while developing.
 */
export function ServiceWorker() {
	const router = useRouter();
	useEffect(() => {
		if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
		// Without it everything works but the offline page and notifications on phones.
		navigator.serviceWorker.register("/service-worker.js").catch(() => {});
		const hear = async (event: MessageEvent<unknown>) => {
			const { OpenMessage } = await import("./openMessage");
			const message = OpenMessage.safeParse(event.data);
			if (message.success) router.push(message.data.path);
		};
		navigator.serviceWorker.addEventListener("message", hear);
		return () => navigator.serviceWorker.removeEventListener("message", hear);
	}, [router]);
	return null;
}

"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { withDashboard } from "@/lib/matcher/dashboardLine";
import { useDashboardConnected } from "@/lib/matcher/useDashboard";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";

/** A line that is down for less than this is nobody's business, in ms. */
const patience = 3_000;

function subscribe(changed: () => void): () => void {
	window.addEventListener("online", changed);
	window.addEventListener("offline", changed);
	return () => {
		window.removeEventListener("online", changed);
		window.removeEventListener("offline", changed);
	};
}

/** What is in the way of the page's line to the matcher, once it has lasted; null when all is well. */
export function useTrouble(): { kind: "offline" | "reconnecting"; tryNow: () => void } | null {
	const { matcherUrl } = useRuntimeConfig();
	const online = useSyncExternalStore(
		subscribe,
		() => navigator.onLine,
		() => true,
	);
	const connected = useDashboardConnected();
	const [late, setLate] = useState(false);
	const fine = online && connected !== false;
	useEffect(() => {
		setLate(false);
		if (fine) return;
		const timer = setTimeout(() => setLate(true), patience);
		return () => clearTimeout(timer);
	}, [fine]);
	if (fine || !late) return null;
	return {
		kind: online ? "reconnecting" : "offline",
		tryNow: () => {
			withDashboard(matcherUrl, (socket) => {
				socket.disconnect().connect();
				return () => {};
			});
		},
	};
}

"use client";
import { type ShardState, shardLetters } from "@tabgrid/protocol";
import { usePathname, useSearchParams } from "next/navigation";

/** What an address says; what makes no sense counts as not said. Without zod, which the page waits for. */
export function shardOf(text: string | null, total: number): number | null {
	return text && /^\d{1,9}$/.test(text) && Number(text) < total ? Number(text) : null;
}
const isState = (text: string | null): text is ShardState =>
	text !== null && Object.hasOwn(shardLetters, text);

/**
 * Which shard is looked at and which state is filtered for, kept in the page's address:
 * `?shard=12&state=failed`. Opening a shard makes a step of the browser's history, so that Back closes it.
 */
export function useShardLink(total: number) {
	const pathname = usePathname();
	const params = useSearchParams();
	const shard = shardOf(params.get("shard"), total);
	const state = params.get("state");

	function go(change: Record<string, string | null>, as: "push" | "replace") {
		const next = new URLSearchParams(window.location.search);
		for (const [name, value] of Object.entries(change)) {
			if (value === null) next.delete(name);
			else next.set(name, value);
		}
		const query = next.toString();
		const url = query === "" ? pathname : `${pathname}?${query}`;
		if (as === "push") window.history.pushState(null, "", url);
		else window.history.replaceState(null, "", url);
	}
	return {
		shard,
		only: isState(state) ? state : null,
		open: (index: number) => go({ shard: String(index) }, shard === null ? "push" : "replace"),
		close: () => go({ shard: null }, "replace"),
		filter: (next: ShardState | null) => go({ state: next }, "replace"),
	};
}

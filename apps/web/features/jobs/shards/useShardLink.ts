"use client";
import { ShardIndex, ShardState } from "@tabgrid/protocol";
import { usePathname, useSearchParams } from "next/navigation";
import { z } from "zod";

const ShardText = z
	.string()
	.regex(/^\d{1,10}$/)
	.transform(Number)
	.pipe(ShardIndex);

/**
 * Which shard is looked at and which state is filtered for, kept in the page's address:
 * `?shard=12&state=failed`. Opening a shard makes a step of the browser's history, so that Back closes it.
 */
export function useShardLink() {
	const pathname = usePathname();
	const params = useSearchParams();
	const shard = ShardText.safeParse(params.get("shard"));
	const state = ShardState.safeParse(params.get("state"));

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
		shard: shard.success ? shard.data : null,
		only: state.success ? state.data : null,
		open: (index: number) => go({ shard: String(index) }, shard.success ? "replace" : "push"),
		close: () => go({ shard: null }, "replace"),
		filter: (next: ShardState | null) => go({ state: next }, "replace"),
	};
}

"use client";
import { JobState } from "@tabgrid/protocol";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { z } from "zod";

/** What the list of jobs is narrowed to. */
export interface JobFilter {
	readonly whose: "all" | "mine";
	readonly state: JobState | null;
	/** As typed. */
	readonly q: string;
}

const Whose = z.enum(["all", "mine"]).catch("all");
const State = JobState.nullable().catch(null);

/** The filter of the list, begun from the page's address and kept there, so that it can be shared. */
export function useJobFilter() {
	const pathname = usePathname();
	const params = useSearchParams();
	const [filter, setFilter] = useState<JobFilter>({
		whose: Whose.parse(params.get("whose")),
		state: State.parse(params.get("state")),
		q: (params.get("q") ?? "").slice(0, 120),
	});
	function change(next: Partial<JobFilter>) {
		const after = { ...filter, ...next };
		setFilter(after);
		const query = new URLSearchParams();
		if (after.whose !== "all") query.set("whose", after.whose);
		if (after.state !== null) query.set("state", after.state);
		if (after.q.trim() !== "") query.set("q", after.q.trim());
		const text = query.toString();
		window.history.replaceState(null, "", text === "" ? pathname : `${pathname}?${text}`);
	}
	return { filter, change };
}

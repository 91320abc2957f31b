"use client";
import type { JobView } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import { isCurrent } from "./countShards";

/** How long a map may differ from the job's counts before it is fetched again, in ms. */
const patience = 1_000;

/**
 * A job's shard map, patched by the dashboard socket. A change can be missed while the line is down,
 * or be overtaken by an older answer; a map that keeps disagreeing with the job's counts is fetched anew.
 */
export function useShardMap(job: JobView) {
	const matcher = useMatcher();
	const map = useQuery({
		queryKey: matcherKeys.shardMap(job.jobId),
		queryFn: () => matcher.shardMap(job.jobId),
		enabled: job.state !== "draft",
	});
	const { refetch, data } = map;
	const stale = data !== undefined && !isCurrent(data.states, job.shards);
	useEffect(() => {
		if (!stale) return;
		const timer = setInterval(() => void refetch(), patience);
		return () => clearInterval(timer);
	}, [stale, refetch]);
	return map;
}

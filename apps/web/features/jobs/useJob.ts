"use client";
import type { JobId } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useWatchJob } from "@/lib/matcher/useDashboard";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

/** One job, kept current by the dashboard socket. */
export function useJob(jobId: JobId) {
	const matcher = useMatcher();
	useWatchJob(jobId);
	return useQuery({
		queryKey: matcherKeys.job(jobId),
		queryFn: () => matcher.job(jobId),
	});
}

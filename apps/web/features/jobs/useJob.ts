"use client";
import type { JobId, JobView } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useWatchJob } from "@/lib/matcher/useDashboard";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

/**
 * One job, kept current by the dashboard socket.
 * @param first what the page came with, if it came with the job.
 */
export function useJob(jobId: JobId, first?: JobView) {
	const matcher = useMatcher();
	useWatchJob(jobId);
	return useQuery({
		queryKey: matcherKeys.job(jobId),
		queryFn: () => matcher.job(jobId),
		...(first ? { initialData: first } : {}),
	});
}

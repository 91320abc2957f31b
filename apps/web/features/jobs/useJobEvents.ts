"use client";
import type { JobView } from "@tabgrid/protocol";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

/** What the matcher logged of a job; asked for again when the job has moved. */
export function useJobEvents(job: JobView) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: [...matcherKeys.job(job.jobId), "events", job.state, job.shards.failed],
		queryFn: () => matcher.jobEvents(job.jobId),
		placeholderData: keepPreviousData,
	});
}

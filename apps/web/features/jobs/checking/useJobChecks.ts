"use client";
import { finalJobStates, type JobView } from "@tabgrid/protocol";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

/** How often a job in work is asked again, in ms. */
const againMs = 3_000;

/** The shards of a job with a trust policy that had a second look: refuted ones first, then the newest. */
export function useJobChecks({ jobId, state }: Pick<JobView, "jobId" | "state">) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: [...matcherKeys.job(jobId), "checks", state],
		queryFn: () => matcher.jobChecks(jobId),
		refetchInterval: finalJobStates.has(state) ? false : againMs,
		placeholderData: keepPreviousData,
	});
}

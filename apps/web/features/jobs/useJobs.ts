"use client";
import type { Address, JobState } from "@tabgrid/protocol";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useJobsChanged } from "@/lib/matcher/useDashboard";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

/** Jobs page by page, newest first, kept current by the dashboard socket. */
export function useJobs(options: {
	client?: Address | undefined;
	state?: JobState | undefined;
	/** A search; see GET /jobs. */
	q?: string | undefined;
	enabled?: boolean;
	limit?: number;
}) {
	const { client, state, q, enabled = true, limit = 20 } = options;
	const matcher = useMatcher();
	useJobsChanged();
	return useInfiniteQuery({
		queryKey: [...matcherKeys.jobs, { client, state, q, limit }],
		enabled,
		placeholderData: keepPreviousData,
		initialPageParam: undefined as string | undefined,
		queryFn: ({ pageParam }) =>
			matcher.jobs({
				limit,
				...(client ? { client } : {}),
				...(state ? { state } : {}),
				...(q ? { q } : {}),
				...(pageParam ? { cursor: pageParam } : {}),
			}),
		getNextPageParam: (page) => page.next ?? undefined,
	});
}

"use client";
import type { Address } from "@tabgrid/protocol";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useJobsChanged } from "@/lib/matcher/useDashboard";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

/** Jobs page by page, newest first, kept current by the dashboard socket. */
export function useJobs(options: {
	client?: Address | undefined;
	enabled?: boolean;
	limit?: number;
}) {
	const { client, enabled = true, limit = 20 } = options;
	const matcher = useMatcher();
	useJobsChanged();
	return useInfiniteQuery({
		queryKey: [...matcherKeys.jobs, { client, limit }],
		enabled,
		initialPageParam: undefined as string | undefined,
		queryFn: ({ pageParam }) =>
			matcher.jobs({
				limit,
				...(client ? { client } : {}),
				...(pageParam ? { cursor: pageParam } : {}),
			}),
		getNextPageParam: (page) => page.next ?? undefined,
	});
}

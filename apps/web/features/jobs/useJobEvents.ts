"use client";
import type { JobEventList, JobView } from "@tabgrid/protocol";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

type Events = JobEventList["events"];
/** More than this a page doesn't show; the API gives them all. */
const most = 2_000;
const atOnce = 500;

/** What the matcher logged of a job. What is known isn't fetched again when the job has moved. */
export function useJobEvents(job: JobView) {
	const matcher = useMatcher();
	const queryClient = useQueryClient();
	const known = [...matcherKeys.job(job.jobId), "log"];
	return useQuery({
		queryKey: [...matcherKeys.job(job.jobId), "events", job.state, job.shards.failed],
		queryFn: async () => {
			const events: Events = [...(queryClient.getQueryData<Events>(known) ?? [])];
			while (events.length < most) {
				const after = events.at(-1)?.id;
				const page = await matcher.jobEvents(job.jobId, { after, limit: atOnce });
				events.push(...page.events);
				if (page.events.length < atOnce) break;
			}
			queryClient.setQueryData(known, events);
			return { events };
		},
		placeholderData: keepPreviousData,
	});
}

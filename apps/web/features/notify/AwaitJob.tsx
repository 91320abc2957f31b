"use client";
import { finalJobStates, type JobId, TabgridError } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { toast } from "@/components/Toast";
import { useWatchJob } from "@/lib/matcher/useDashboard";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import { notifyStrings } from "@/strings/notify";
import { forgetJob } from "./awaitedJobs";
import { showNotification } from "./showNotification";

/** Waits for the end of one job and tells of it: by a notification, and on another page by a toast. */
export function AwaitJob({ jobId }: { jobId: JobId }) {
	const matcher = useMatcher();
	const router = useRouter();
	useWatchJob(jobId);
	const { data: job, error } = useQuery({
		queryKey: matcherKeys.job(jobId),
		queryFn: () => matcher.job(jobId),
	});
	const gone = error instanceof TabgridError && error.code === "NOT_FOUND";
	const ended = job !== undefined && finalJobStates.has(job.state) ? job : undefined;
	useEffect(() => {
		if (gone) forgetJob(jobId);
		if (ended === undefined) return;
		forgetJob(jobId);
		const path = `/jobs/${jobId}`;
		const title = notifyStrings.finished(ended.state);
		const open = () => router.push(path);
		void showNotification(title, { body: ended.title, tag: jobId, path, onOpen: open });
		if (window.location.pathname !== path)
			toast.offer(
				title,
				{ label: notifyStrings.view, onPress: open, testId: "view-job" },
				{ description: ended.title, timeoutMs: 0 },
			);
	}, [ended, gone, jobId, router]);
	return null;
}

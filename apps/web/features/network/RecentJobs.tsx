"use client";
import { ButtonLink } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { JobList } from "@/features/jobs/JobList";
import { useJobs } from "@/features/jobs/useJobs";

/** The newest few jobs. */
export function RecentJobs() {
	const jobs = useJobs({ limit: 5 });
	const list = jobs.data?.pages[0]?.jobs ?? [];
	return (
		<Card>
			<CardHeader
				title="Recent jobs"
				actions={
					<ButtonLink href="/jobs" size="sm" variant="quiet">
						All jobs
					</ButtonLink>
				}
			/>
			{jobs.isPending ? (
				<SkeletonRows label="Loading the jobs" />
			) : jobs.isError && list.length === 0 ? (
				<QueryError error={jobs.error} what="the jobs" retry={() => void jobs.refetch()} />
			) : list.length === 0 ? (
				<EmptyState
					title="Nothing has been posted yet"
					actions={
						<ButtonLink href="/jobs/new" size="sm">
							Post the first job
						</ButtonLink>
					}
				>
					The grid is idle. Try the example page: 35 lines of text, a few cents of test money.
				</EmptyState>
			) : (
				<JobList jobs={list} label="Recent jobs" />
			)}
		</Card>
	);
}

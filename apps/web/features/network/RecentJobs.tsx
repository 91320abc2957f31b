"use client";
import { ButtonLink } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { JobList } from "@/features/jobs/JobList";
import { useJobs } from "@/features/jobs/useJobs";
import { homeStrings } from "@/strings/home";

const text = homeStrings.recent;

/** The newest few jobs. */
export function RecentJobs() {
	const jobs = useJobs({ limit: 5 });
	const list = jobs.data?.pages[0]?.jobs ?? [];
	return (
		<Card>
			<CardHeader
				title={text.title}
				actions={
					<ButtonLink href="/jobs" size="sm" variant="quiet">
						{text.all}
					</ButtonLink>
				}
			/>
			{jobs.isPending ? (
				<SkeletonRows label={text.loading} />
			) : jobs.isError && list.length === 0 ? (
				<QueryError error={jobs.error} what={text.what} retry={() => void jobs.refetch()} />
			) : list.length === 0 ? (
				<EmptyState
					title={text.empty}
					actions={
						<ButtonLink href="/jobs/new" size="sm">
							{text.first}
						</ButtonLink>
					}
				>
					{text.emptyHint}
				</EmptyState>
			) : (
				<JobList jobs={list} label={text.title} />
			)}
		</Card>
	);
}

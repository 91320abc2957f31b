"use client";
import { finalJobStates, type JobView as Job, type JobId, TabgridError } from "@tabgrid/protocol";
import { ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { QueryError } from "@/components/QueryError";
import { Skeleton } from "@/components/Skeleton";
import { useHydrated } from "@/lib/useHydrated";
import { jobStrings } from "@/strings/jobs";
import { CheckingCard } from "./checking/CheckingCard";
import { JobFacts } from "./JobFacts";
import { JobHeader } from "./JobHeader";
import { JobProgress } from "./JobProgress";
import { JobTimeline } from "./JobTimeline";
import { LiveResult } from "./live/LiveResult";
import { JobMoney } from "./money/JobMoney";
import { useTabProgress } from "./progress/useTabProgress";
import { ResultPanel } from "./result/ResultPanel";
import { ShardMapCard } from "./shards/ShardMapCard";
import { useJob } from "./useJob";

const words = jobStrings.view;

/**
 * Everything about one job.
 * @param first the job as the server knew it: its header is in the page then, before any script runs.
 */
export function JobView({ jobId, first }: { jobId: JobId; first?: Job }) {
	const query = useJob(jobId, first);
	const running = useHydrated();
	const job = query.data;
	useTabProgress(job);
	if (job === undefined) {
		const missing = query.error instanceof TabgridError && query.error.code === "NOT_FOUND";
		return (
			<Page>
				{query.isPending ? (
					<Loading />
				) : (
					<Card>
						{missing ? (
							<EmptyState
								title={words.missing}
								actions={
									<ButtonLink href="/jobs" variant="secondary">
										{words.all}
									</ButtonLink>
								}
							>
								{words.missingWhy}
							</EmptyState>
						) : (
							<QueryError
								error={query.error}
								what={words.what}
								retry={() => void query.refetch()}
							/>
						)}
					</Card>
				)}
			</Page>
		);
	}
	return (
		<Page>
			<JobHeader job={job} />
			{running ? <JobParts job={job} /> : <PartsLoading />}
		</Page>
	);
}

/** What of a job needs the browser: its map, its times in the visitor's zone, its result. */
function JobParts({ job }: { job: Job }) {
	return (
		<div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
			<div className="grid min-w-0 grid-cols-1 gap-4">
				<JobProgress job={job} />
				{job.artifact ? (
					<ResultPanel job={job} artifact={job.artifact} />
				) : (
					<LiveResult job={job} />
				)}
				{job.state === "draft" ? null : <CheckingCard job={job} />}
				<ShardMapCard job={job} live={!finalJobStates.has(job.state)} />
			</div>
			<div className="grid min-w-0 grid-cols-1 gap-4">
				<JobMoney job={job} />
				<JobTimeline job={job} />
				<JobFacts job={job} />
			</div>
		</div>
	);
}

function Loading() {
	return (
		<div role="status">
			<span className="sr-only">{words.loading}</span>
			<Skeleton className="mb-6 h-9 w-72 max-w-full" />
			<PartsLoading />
		</div>
	);
}

function PartsLoading() {
	return (
		<div className="grid min-h-dvh content-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
			<Skeleton className="h-96" />
			<Skeleton className="h-96" />
		</div>
	);
}

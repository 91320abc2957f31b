import type { JobSummary } from "@tabgrid/protocol";
import { JobRow } from "./JobRow";

/** Jobs, newest first. */
export function JobList({ jobs, label }: { jobs: readonly JobSummary[]; label: string }) {
	return (
		<ul aria-label={label} className="divide-y divide-line">
			{jobs.map((job) => (
				<JobRow key={job.jobId} job={job} />
			))}
		</ul>
	);
}

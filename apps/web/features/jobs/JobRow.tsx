import type { JobSummary } from "@tabgrid/protocol";
import { Link } from "@/components/Link";
import { Money } from "@/components/Money";
import { RelativeTime } from "@/components/RelativeTime";
import { shortId } from "@/lib/shortId";
import { jobStrings } from "@/strings/jobs";
import { JobStateBadge } from "./JobStateBadge";
import { ShardBar } from "./ShardBar";

const words = jobStrings.row;

/** One job in a list; the whole row leads to it. */
export function JobRow({ job }: { job: JobSummary }) {
	return (
		<li data-testid="job-row" data-job={job.jobId}>
			<Link
				href={`/jobs/${job.jobId}`}
				className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-2 px-4 py-3.5 transition-colors hover:bg-sunken focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,1fr)_10rem_8.5rem_5.5rem] sm:px-5"
			>
				<div className="min-w-0">
					<p className="truncate font-medium">{job.title}</p>
					<p className="mt-0.5 truncate text-[0.8125rem] text-ink-3">
						{job.kernel} <span aria-hidden>{words.dot}</span>{" "}
						<span className="font-mono text-xs">{shortId(job.client)}</span>{" "}
						<span aria-hidden>{words.dot}</span> <RelativeTime at={job.createdAt} />
					</p>
				</div>
				<div className="order-last col-span-2 sm:order-none sm:col-span-1">
					<ShardBar shards={job.shards} total={job.shardTotal} />
					<p className="tabular mt-1.5 flex justify-between gap-2 text-xs text-ink-3">
						<span>{words.shards(job.shards.verified, job.shardTotal)}</span>
						<Money amount={job.escrowed} className="sm:hidden" />
					</p>
				</div>
				<Money amount={job.escrowed} className="hidden text-right text-sm sm:block" />
				<div className="text-right">
					<JobStateBadge state={job.state} />
				</div>
			</Link>
		</li>
	);
}

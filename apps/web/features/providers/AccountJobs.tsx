import type { ProviderHistory } from "@tabgrid/protocol";
import { Card, CardHeader } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Link } from "@/components/Link";
import { Money } from "@/components/Money";
import { RelativeTime } from "@/components/RelativeTime";
import { Table, Td, Th } from "@/components/Table";
import { JobStateBadge } from "@/features/jobs/JobStateBadge";
import { providerStrings } from "@/strings/providers";

const { jobs: text, count } = providerStrings;

/** The newest jobs that a provider worked for. */
export function AccountJobs({ jobs }: { jobs: ProviderHistory["jobs"] }) {
	return (
		<Card data-testid="account-jobs">
			<CardHeader title={text.title} hint={text.hint} />
			{jobs.length === 0 ? (
				<EmptyState title={text.empty}>{text.emptyHint}</EmptyState>
			) : (
				<Table label={text.table}>
					<thead>
						<tr>
							<Th>{text.job}</Th>
							<Th className="hidden sm:table-cell">{text.state}</Th>
							<Th className="text-right">{text.agreed}</Th>
							<Th className="hidden text-right sm:table-cell">{text.disagreed}</Th>
							<Th className="text-right">{text.earned}</Th>
							<Th className="hidden text-right md:table-cell">{text.last}</Th>
						</tr>
					</thead>
					<tbody>
						{jobs.map((job) => (
							<tr key={job.jobId} data-testid="account-job" data-job={job.jobId}>
								<Td className="max-w-48">
									<Link
										href={`/jobs/${job.jobId}`}
										className="block truncate rounded-sm font-medium hover:text-accent"
									>
										{job.title}
									</Link>
									<span className="block truncate text-xs text-ink-3">{job.kernel}</span>
								</Td>
								<Td className="hidden sm:table-cell">
									<JobStateBadge state={job.state} />
								</Td>
								<Td className="tabular text-right">{count(job.agreed)}</Td>
								<Td className="tabular hidden text-right sm:table-cell">{count(job.disagreed)}</Td>
								<Td className="text-right">
									<Money amount={job.earned} />
								</Td>
								<Td className="hidden text-right whitespace-nowrap text-ink-3 md:table-cell">
									<RelativeTime at={job.lastAt} />
								</Td>
							</tr>
						))}
					</tbody>
				</Table>
			)}
		</Card>
	);
}

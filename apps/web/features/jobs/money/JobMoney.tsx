"use client";
import { expectedCost, type JobView } from "@tabgrid/protocol";
import { Card, CardHeader } from "@/components/Card";
import { FactList, FactRow } from "@/components/FactList";
import { Money } from "@/components/Money";
import { jobMoneyStrings as words } from "@/strings/money";
import { ClientWayOut } from "./clientParts";

/** Where a job's money is: what was paid in, what providers earned and took, what went back. */
export function JobMoney({ job }: { job: JobView }) {
	return (
		<Card>
			<CardHeader title={words.title} />
			<FactList>
				<FactRow name={words.escrowed}>
					<Money amount={job.escrowed} testId="job-escrowed" />
				</FactRow>
				<Expected job={job} />
				<FactRow name={words.earned} strong>
					<Money amount={job.earned} testId="job-earned" />
				</FactRow>
				{job.trust === null || job.trust.pending === "0" ? null : (
					<FactRow name={words.pending}>
						<Money amount={job.trust.pending} testId="job-pending" />
					</FactRow>
				)}
				<FactRow name={words.redeemed}>
					<Money amount={job.redeemed} testId="job-redeemed" />
				</FactRow>
				<FactRow name={words.returned} strong>
					<Money amount={job.refunded} testId="job-refunded" />
				</FactRow>
			</FactList>
			<ClientWayOut job={job} />
		</Card>
	);
}

/** What the job will likely cost: with a trust policy by the replicas that its shards took so far. */
function Expected({ job: { spec, shards, replicas, finishedAt } }: { job: JobView }) {
	const { verified } = shards;
	const trusting = spec.policy.trust !== undefined;
	if (trusting && (verified === 0 || finishedAt !== null)) return null;
	const measured = (replicas.agreed + replicas.disagreed) / Math.max(1, verified);
	return (
		<FactRow name={trusting ? words.expectedSoFar : words.expected}>
			<Money amount={expectedCost(spec, measured)} />
		</FactRow>
	);
}

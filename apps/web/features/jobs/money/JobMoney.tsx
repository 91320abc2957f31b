"use client";
import { expectedCost, type JobView } from "@tabgrid/protocol";
import { Card, CardHeader } from "@/components/Card";
import { FactList, FactRow } from "@/components/FactList";
import { Money } from "@/components/Money";
import { EscrowWayOut } from "./EscrowWayOut";

/** Where a job's money is: what was paid in, what providers earned and took, what went back. */
export function JobMoney({ job }: { job: JobView }) {
	return (
		<Card>
			<CardHeader title="Money" />
			<FactList>
				<FactRow name="In escrow at the start">
					<Money amount={job.escrowed} testId="job-escrowed" />
				</FactRow>
				<FactRow name="Expected cost">
					<Money amount={expectedCost(job.spec)} />
				</FactRow>
				<FactRow name="Earned by providers" strong>
					<Money amount={job.earned} testId="job-earned" />
				</FactRow>
				<FactRow name="of it redeemed">
					<Money amount={job.redeemed} testId="job-redeemed" />
				</FactRow>
				<FactRow name="Returned to the client" strong>
					<Money amount={job.refunded} testId="job-refunded" />
				</FactRow>
			</FactList>
			<EscrowWayOut job={job} />
		</Card>
	);
}

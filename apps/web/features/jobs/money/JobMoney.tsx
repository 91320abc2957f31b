"use client";
import { expectedCost, type JobView } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/Card";
import { Money } from "@/components/Money";
import { EscrowWayOut } from "./EscrowWayOut";

/** Where a job's money is: what was paid in, what providers earned and took, what went back. */
export function JobMoney({ job }: { job: JobView }) {
	return (
		<Card>
			<CardHeader title="Money" />
			<dl className="divide-y divide-line px-4 sm:px-5">
				<Row name="In escrow at the start">
					<Money amount={job.escrowed} testId="job-escrowed" />
				</Row>
				<Row name="Expected cost">
					<Money amount={expectedCost(job.spec)} />
				</Row>
				<Row name="Earned by providers" strong>
					<Money amount={job.earned} testId="job-earned" />
				</Row>
				<Row name="of it redeemed">
					<Money amount={job.redeemed} testId="job-redeemed" />
				</Row>
				<Row name="Returned to the client" strong>
					<Money amount={job.refunded} testId="job-refunded" />
				</Row>
			</dl>
			<EscrowWayOut job={job} />
		</Card>
	);
}

function Row({
	name,
	strong = false,
	children,
}: {
	name: string;
	strong?: boolean;
	children: ReactNode;
}) {
	return (
		<div className="flex items-baseline justify-between gap-4 py-2 text-sm">
			<dt className="text-[0.8125rem] text-ink-3">{name}</dt>
			<dd className={strong ? "font-semibold" : undefined}>{children}</dd>
		</div>
	);
}

import type { JobView } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { Money } from "@/components/Money";
import { describeComparator } from "@/lib/describeComparator";

/** What the job's specification says: the terms that its hash binds. */
export function JobFacts({ job }: { job: JobView }) {
	const { spec } = job;
	const comparators = Object.entries(spec.comparators);
	return (
		<Card>
			<CardHeader title="Specification" />
			<dl className="divide-y divide-line px-4 text-sm sm:px-5">
				<Fact name="Kernel">
					{spec.kernel} <span className="text-ink-3">v{spec.kernelVersion}</span>
				</Fact>
				<Fact name="Quorum">
					{spec.policy.quorum} agreeing, {spec.policy.maxReplicas} at most
				</Fact>
				<Fact name="Price a replica">
					<Money amount={spec.pricePerReplica} />
				</Fact>
				<Fact name="Comparison">
					{comparators.length === 0
						? "the kernel's own"
						: comparators.map(([output, comparator]) => (
								<span key={output} className="block">
									<span className="font-mono text-xs">{output}</span>:{" "}
									{describeComparator(comparator)}
								</span>
							))}
				</Fact>
				<Fact name="Deadline">{new Date(spec.deadline * 1_000).toLocaleString()}</Fact>
				<Fact name="Model">
					<Copyable value={spec.model} label="model's digest" />
				</Fact>
				<Fact name="Manifest">
					<Copyable value={spec.manifest} label="manifest's digest" />
				</Fact>
				<Fact name="Spec hash">
					<Copyable value={job.specHash} label="spec hash" />
				</Fact>
				{job.resultRoot ? (
					<Fact name="Result root">
						<Copyable value={job.resultRoot} label="result root" />
					</Fact>
				) : null}
			</dl>
		</Card>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="flex items-baseline justify-between gap-4 py-2">
			<dt className="shrink-0 text-[0.8125rem] text-ink-3">{name}</dt>
			<dd className="min-w-0 text-right">{children}</dd>
		</div>
	);
}

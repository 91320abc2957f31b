import type { JobView } from "@tabgrid/protocol";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { FactList, FactRow } from "@/components/FactList";
import { Money } from "@/components/Money";
import { describeComparator } from "@/lib/describeComparator";
import { outputName } from "@/lib/outputName";
import { probeStrings } from "@/strings/probe";

/** What the job's specification says: the terms that its hash binds. */
export function JobFacts({ job }: { job: JobView }) {
	const { spec } = job;
	const comparators = Object.entries(spec.comparators);
	return (
		<Card>
			<CardHeader title="Specification" />
			<FactList>
				<FactRow name="Kernel">
					{spec.kernel} <span className="text-ink-3">v{spec.kernelVersion}</span>
				</FactRow>
				<FactRow name="Quorum">
					{spec.policy.quorum} agreeing, {spec.policy.maxReplicas} at most
				</FactRow>
				<FactRow name="Price a replica">
					<Money amount={spec.pricePerReplica} />
				</FactRow>
				<FactRow name="Comparison">
					{comparators.length === 0
						? "the kernel's own"
						: comparators.map(([output, comparator]) => (
								<span key={output} className="block">
									<span className="font-mono text-xs">{outputName(output)}</span>:{" "}
									{describeComparator(comparator)}
								</span>
							))}
				</FactRow>
				{spec.backend === undefined ? null : (
					<FactRow name={probeStrings.runsOn}>
						<span data-testid="job-backend">{probeStrings.only(spec.backend)}</span>
					</FactRow>
				)}
				<FactRow name="Deadline">{new Date(spec.deadline * 1_000).toLocaleString()}</FactRow>
				<FactRow name="Model">
					<Copyable value={spec.model} label="model's digest" />
				</FactRow>
				<FactRow name="Manifest">
					<Copyable value={spec.manifest} label="manifest's digest" />
				</FactRow>
				<FactRow name="Spec hash">
					<Copyable value={job.specHash} label="spec hash" />
				</FactRow>
				{job.resultRoot ? (
					<FactRow name="Result root">
						<Copyable value={job.resultRoot} label="result root" />
					</FactRow>
				) : null}
			</FactList>
		</Card>
	);
}

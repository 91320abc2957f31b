import type { JobView } from "@tabgrid/protocol";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { FactList, FactRow } from "@/components/FactList";
import { Money } from "@/components/Money";
import { describeComparator } from "@/lib/describeComparator";
import { dateAndClock } from "@/lib/moment";
import { outputName } from "@/lib/outputName";
import { jobStrings } from "@/strings/jobs";
import { policyStrings } from "@/strings/policy";
import { probeStrings } from "@/strings/probe";

const words = jobStrings.facts;

/** What the job's specification says: the terms that its hash binds. */
export function JobFacts({ job }: { job: JobView }) {
	const { spec } = job;
	const comparators = Object.entries(spec.comparators);
	return (
		<Card>
			<CardHeader title={words.title} />
			<FactList>
				<FactRow name={words.kernel}>
					{spec.kernel} <span className="text-ink-3">{words.version(spec.kernelVersion)}</span>
				</FactRow>
				<Checking policy={spec.policy} />
				<FactRow name={words.price}>
					<Money amount={spec.pricePerReplica} />
				</FactRow>
				<FactRow name={words.comparison}>
					{comparators.length === 0
						? words.kernelsOwn
						: comparators.map(([output, comparator]) => (
								<span key={output} className="block">
									<span className="font-mono text-xs">{words.output(outputName(output))}</span>{" "}
									{describeComparator(comparator)}
								</span>
							))}
				</FactRow>
				{spec.backend === undefined ? null : (
					<FactRow name={probeStrings.runsOn}>
						<span data-testid="job-backend">{probeStrings.only(spec.backend)}</span>
					</FactRow>
				)}
				<FactRow name={words.deadline}>{dateAndClock(spec.deadline * 1_000)}</FactRow>
				<FactRow name={words.model}>
					<Copyable value={spec.model} label={words.modelLabel} />
				</FactRow>
				<FactRow name={words.manifest}>
					<Copyable value={spec.manifest} label={words.manifestLabel} />
				</FactRow>
				<FactRow name={words.specHash}>
					<Copyable value={job.specHash} label={words.specHashLabel} />
				</FactRow>
				{job.resultRoot ? (
					<FactRow name={words.resultRoot}>
						<Copyable value={job.resultRoot} label={words.resultRootLabel} />
					</FactRow>
				) : null}
			</FactList>
		</Card>
	);
}

/** How many must agree; with a trust policy that isn't a fixed number. */
function Checking({ policy: { trust, quorum, maxReplicas } }: Pick<JobView["spec"], "policy">) {
	return trust === undefined ? (
		<FactRow name={words.quorum}>{words.agreeing(quorum, maxReplicas)}</FactRow>
	) : (
		<FactRow name={words.checking}>
			{words.byTrust(policyStrings.names[trust], maxReplicas)}
		</FactRow>
	);
}

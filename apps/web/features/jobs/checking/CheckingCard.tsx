import type { JobTrust, JobView } from "@tabgrid/protocol";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { Stat } from "@/components/Stat";
import { count } from "@/lib/count";
import { checkingStrings as words } from "@/strings/checking";
import { CheckList } from "./CheckList";
import { CheckNotices } from "./CheckNotices";
import { PinnedNotice } from "./PinnedNotice";

/** How sure a job's results are: what was compared, checked by lot, disputed and computed again. */
export function CheckingCard({ job }: { job: JobView }) {
	const { trust, replicas, shards, spec } = job;
	const compared = replicas.agreed + replicas.disagreed;
	const redundancy = (
		<Stat
			label={words.redundancy}
			value={shards.verified === 0 ? words.none : (compared / shards.verified).toFixed(2)}
			hint={words.redundancyOf(compared, shards.verified)}
			testId="job-redundancy"
		/>
	);
	return (
		<Card data-testid="job-checking">
			<CardHeader
				title={words.title}
				hint={trust ? words.policies[trust.policy] : words.quorum(spec.policy.quorum)}
			/>
			{spec.backend === undefined ? null : <PinnedNotice backend={spec.backend} />}
			{trust === null ? (
				<dl className="grid grid-cols-2 divide-x divide-line">
					{redundancy}
					<Stat
						label={words.disagreed}
						value={count(replicas.disagreed)}
						hint={words.disagreedMean}
						testId="job-outvoted"
					/>
				</dl>
			) : (
				<>
					<CheckNotices trust={trust} state={job.state} />
					<dl className="grid grid-cols-2 gap-px overflow-hidden bg-line sm:grid-cols-3 [&>*]:bg-surface">
						{redundancy}
						<TrustStats trust={trust} />
					</dl>
					<CheckList job={job} />
					<Lot audit={trust.audit} />
				</>
			)}
		</Card>
	);
}

function TrustStats({ trust }: { trust: JobTrust }) {
	const { spotChecks, disputes, lookedBack, lastChecks, alone } = trust;
	return (
		<>
			<Stat
				label={words.spotChecks}
				value={count(spotChecks.made)}
				hint={words.spotChecksOf(spotChecks.passed, spotChecks.failed)}
				testId="spot-checks"
			/>
			<Stat
				label={words.disputes}
				value={count(disputes)}
				hint={words.disputesMean}
				testId="disputes"
			/>
			<Stat
				label={words.lookedBack}
				value={count(lookedBack)}
				hint={words.lookedBackMean}
				testId="looked-back"
			/>
			<Stat
				label={words.lastChecks}
				value={count(lastChecks)}
				hint={words.lastChecksMean}
				testId="last-checks"
			/>
			<Stat
				label={words.alone}
				value={count(alone)}
				hint={words.aloneMeans}
				testId="standing-alone"
			/>
		</>
	);
}

/** The commitment to the schedule of spot checks, and its secret once it is told. */
function Lot({ audit }: { audit: JobTrust["audit"] }) {
	if (audit === null) return null;
	return (
		<div className="border-t border-line px-4 py-3 text-[0.8125rem] sm:px-5" data-testid="job-lot">
			<p className="text-ink-3">{words.lotMeans}</p>
			<dl className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1">
				<div className="flex items-center gap-1.5">
					<dt className="text-ink-3">{words.commitment}</dt>
					<dd>
						<Copyable value={audit.commitment} label={words.commitment} />
					</dd>
				</div>
				<div className="flex items-center gap-1.5">
					<dt className="text-ink-3">{words.secret}</dt>
					<dd>
						{audit.secret === null ? (
							words.notYet
						) : (
							<Copyable value={audit.secret} label={words.secret} testId="lot-secret" />
						)}
					</dd>
				</div>
			</dl>
		</div>
	);
}

import type { JobView } from "@tabgrid/protocol";
import { Card } from "@/components/Card";
import { Stat } from "@/components/Stat";
import { count } from "@/lib/count";
import { jobStrings } from "@/strings/jobs";
import { TimeLeftLine } from "./progress/TimeLeftLine";
import { ShardBar } from "./ShardBar";

const words = jobStrings.progress;

/** How far a job is, and who computes it. */
export function JobProgress({ job }: { job: JobView }) {
	const { shards, replicas, backends } = job;
	const share = Math.floor((shards.verified / Math.max(job.shardTotal, 1)) * 100);
	return (
		<Card>
			<div className="px-4 pt-4 sm:px-5">
				<div className="mb-2 flex items-baseline justify-between gap-4">
					<p className="text-sm">
						<span className="tabular font-semibold" data-testid="shards-verified">
							{count(shards.verified)}
						</span>{" "}
						{words.of}{" "}
						<span className="tabular" data-testid="shards-total">
							{count(job.shardTotal)}
						</span>{" "}
						{words.verified}
					</p>
					<p className="tabular text-sm text-ink-2">{words.share(share)}</p>
				</div>
				<ShardBar shards={shards} total={job.shardTotal} className="h-2.5" />
				<TimeLeftLine job={job} />
			</div>
			<dl className="mt-3 grid grid-cols-2 border-t border-line sm:grid-cols-4 [&>*]:border-line max-sm:[&>*:nth-child(-n+2)]:border-b [&>*:not(:last-child)]:sm:border-r max-sm:[&>*:nth-child(odd)]:border-r">
				<Stat label={words.agreed} value={count(replicas.agreed)} testId="replicas-agreed" />
				<Stat
					label={words.disagreed}
					value={count(replicas.disagreed)}
					testId="replicas-disagreed"
				/>
				<Stat label={words.providers} value={count(job.providers)} testId="job-providers" />
				<Stat
					label={words.backends}
					value={
						<span data-testid="job-backends">
							{count(backends.webgpu)}
							<span className="text-ink-3">{words.between}</span>
							{count(backends.wasm)}
						</span>
					}
				/>
			</dl>
		</Card>
	);
}

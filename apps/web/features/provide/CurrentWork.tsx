import { Badge, type Tone } from "@/components/Badge";
import { Link } from "@/components/Link";
import { formatBytes } from "@/lib/formatBytes";
import { shortId } from "@/lib/shortId";
import { provideStrings } from "@/strings/provide";
import { describeShard } from "./describeProvider";
import { RecentPlot, rateNow } from "./RecentPlot";
import type { ProviderState } from "./useProvider";

const text = provideStrings.work;
const tones: Readonly<Record<Shard["step"], Tone>> = {
	computing: "info",
	fetching: "neutral",
	waiting: "neutral",
	submitting: "accent",
};
/** More than this would only flicker. */
const shown = 4;
type Shard = ProviderState["current"][number];

/** The last ten minutes, and the shards that this provider holds with what they are made of. */
export function CurrentWork({ state }: { state: ProviderState | null }) {
	const current = state?.current ?? [];
	const [first, ...waiting] = current;
	return (
		<section className="space-y-5">
			{state ? (
				<div>
					<div className="flex items-baseline justify-between gap-3">
						<h2 className="text-sm font-semibold">{provideStrings.plot.title}</h2>
						<p className="tabular text-[0.8125rem] text-ink-2">
							{provideStrings.plot.rate(rateNow(state.recent))}
						</p>
					</div>
					<RecentPlot recent={state.recent} className="mt-2 [&>svg]:h-16" />
				</div>
			) : null}
			<div>
				<h2 className="text-sm font-semibold">{text.title}</h2>
				<p className="mt-0.5 text-[0.8125rem] text-ink-3">
					{first ? text.promise : state?.workingPhase === "paused" ? text.nonePaused : text.none}
				</p>
				{first ? <ShardNow shard={first} /> : null}
				<ul className="mt-2 space-y-1.5">
					{waiting.slice(0, shown - 1).map((shard) => (
						<li
							key={shard.replicaId}
							data-testid="provider-shard"
							className="flex items-baseline gap-2 text-[0.8125rem]"
						>
							<ShardLine shard={shard} />
						</li>
					))}
					{current.length > shown ? (
						<li className="text-[0.8125rem] text-ink-3">{text.more(current.length - shown)}</li>
					) : null}
				</ul>
			</div>
		</section>
	);
}

function ShardLine({ shard }: { shard: Shard }) {
	return (
		<>
			<Badge tone={tones[shard.step]}>{text.steps[shard.step]}</Badge>
			<Link
				href={`/jobs/${shard.jobId}`}
				className="min-w-0 truncate underline-offset-2 hover:underline"
			>
				{describeShard(shard)}
			</Link>
			<span className="tabular ml-auto shrink-0 text-ink-3">
				{text.shard(shard.shardIndex + 1)}
			</span>
		</>
	);
}

/** The shard that computes, with the data that it reads. */
function ShardNow({ shard }: { shard: Shard }) {
	const facts = [
		{ name: text.kernel, value: shard.kernel },
		{ name: text.input, value: formatBytes(shard.inputBytes) },
		{ name: text.model, value: text.modelIs(formatBytes(shard.modelBytes), shortId(shard.model)) },
	];
	return (
		<div
			data-testid="provider-shard"
			data-shard={shard.shardIndex}
			className="mt-2 rounded-md border border-line bg-sunken px-3 py-2.5 text-[0.8125rem]"
		>
			<div className="flex items-baseline gap-2">
				<ShardLine shard={shard} />
			</div>
			<dl className="tabular mt-2 grid grid-cols-[auto_auto_minmax(0,1fr)] gap-x-5">
				{facts.map(({ name, value }) => (
					<div key={name} className="min-w-0">
						<dt className="text-xs text-ink-3">{name}</dt>
						<dd className="truncate" title={value}>
							{value}
						</dd>
					</div>
				))}
			</dl>
		</div>
	);
}

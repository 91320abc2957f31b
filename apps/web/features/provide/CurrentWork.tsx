import Link from "next/link";
import { Badge, type Tone } from "@/components/Badge";
import { describeShard } from "./describeProvider";
import type { ProviderState } from "./useProvider";

type Step = ProviderState["current"][number]["step"];

const steps: Readonly<Record<Step, { label: string; tone: Tone }>> = {
	computing: { label: "computing", tone: "info" },
	fetching: { label: "fetching", tone: "neutral" },
	waiting: { label: "next", tone: "neutral" },
	submitting: { label: "sending", tone: "accent" },
};
/** More than this would only flicker. */
const shown = 4;

/** The shards that this provider holds, with their jobs and clients. */
export function CurrentWork({ state }: { state: ProviderState | null }) {
	const current = state?.current ?? [];
	return (
		<section>
			<h2 className="text-sm font-semibold">Current work</h2>
			{current.length === 0 ? (
				<p className="mt-1 text-[0.8125rem] text-ink-3">
					{state?.paused
						? "None while paused."
						: "None at the moment. The matcher says when there is some."}
				</p>
			) : (
				<ul className="mt-2 space-y-1.5">
					{current.slice(0, shown).map((shard) => (
						<li
							key={shard.replicaId}
							data-testid="provider-shard"
							className="flex items-baseline gap-2 text-[0.8125rem]"
						>
							<Badge tone={steps[shard.step].tone}>{steps[shard.step].label}</Badge>
							<Link
								href={`/jobs/${shard.jobId}`}
								className="min-w-0 truncate underline-offset-2 hover:underline"
							>
								{describeShard(shard)}
							</Link>
							<span className="tabular ml-auto shrink-0 text-ink-3">
								shard {shard.shardIndex + 1}
							</span>
						</li>
					))}
					{current.length > shown ? (
						<li className="text-[0.8125rem] text-ink-3">and {current.length - shown} more</li>
					) : null}
				</ul>
			)}
		</section>
	);
}

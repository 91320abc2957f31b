import { Link } from "@/components/Link";
import { DockLight } from "@/features/provide/DockLight";
import { describeProvider } from "@/features/provide/describeProvider";
import type { ProviderState } from "@/features/provide/useProvider";
import { formatBytes } from "@/lib/formatBytes";
import { provideStrings } from "@/strings/provide";

/** What is computed now and for whom; leads to its job. Takes the same room whatever it says. */
export function WorkNow({ state }: { state: ProviderState | null }) {
	const shard = state?.workingPhase === "working" ? state.current[0] : undefined;
	const sentence = describeProvider(state);
	return (
		<div className="mt-8 min-h-20 max-w-2xl sm:min-h-16" data-testid="donate-work">
			<p className="text-base text-balance sm:text-lg">
				<span className="mr-3 inline-flex align-baseline">
					<DockLight phase={state?.workingPhase ?? "starting"} />
				</span>
				{shard ? (
					<Link href={`/jobs/${shard.jobId}`} className="underline-offset-4 hover:underline">
						{sentence}
					</Link>
				) : (
					<span>{sentence}</span>
				)}
			</p>
			{shard ? (
				<p className="tabular mt-1.5 text-sm text-ink-3">
					{provideStrings.donate.input(
						shard.kernel,
						shard.shardIndex + 1,
						formatBytes(shard.inputBytes),
					)}
				</p>
			) : null}
		</div>
	);
}

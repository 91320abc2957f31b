import { Copyable } from "@/components/Copyable";
import { duration } from "@/lib/relativeTime";
import { provideStrings } from "@/strings/provide";
import { describeBackend } from "./describeProvider";
import type { ProviderState } from "./useProvider";

const text = provideStrings.device;

/** The backend with the reason for it, its measured speed, and who this browser is to the grid. */
export function DeviceFacts({ state }: { state: ProviderState | null }) {
	return (
		<section>
			<h2 className="text-sm font-semibold">{text.title}</h2>
			<p className="mt-1 text-sm" data-testid="provider-backend">
				{state ? describeBackend(state) : provideStrings.notMeasured}
				{state?.flopPerSecond ? (
					<span className="tabular text-ink-3">{` · ${formatSpeed(state.flopPerSecond)}`}</span>
				) : null}
			</p>
			{state?.note ? (
				<p className="mt-0.5 text-[0.8125rem] text-ink-2" data-testid="provider-note">
					{state.note}
				</p>
			) : null}
			{state?.providerId ? (
				<p className="mt-1 flex items-center gap-1 text-[0.8125rem] text-ink-3">
					{text.providerId} <Copyable value={state.providerId} label={text.copyId} />
				</p>
			) : null}
			{state ? (
				<p className="tabular mt-0.5 text-[0.8125rem] text-ink-3">
					{text.donated}{" "}
					<span className="text-ink-2">
						{text.donatedIs(duration(state.donated.total.computeMs), state.donated.total.shards)}
					</span>
				</p>
			) : null}
		</section>
	);
}

/** FLOP per second with a unit: 21.4 GFLOP/s. */
function formatSpeed(flopPerSecond: number): string {
	const [unit, name] = flopPerSecond >= 1e12 ? ([1e12, "T"] as const) : ([1e9, "G"] as const);
	return `${(flopPerSecond / unit).toFixed(1)} ${name}FLOP/s`;
}

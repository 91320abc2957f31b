import { Notice } from "@/components/Notice";
import { BackendChoice } from "./BackendChoice";
import { CurrentWork } from "./CurrentWork";
import { DeviceFacts } from "./DeviceFacts";
import { DockFigures } from "./DockFigures";
import { IntensitySlider } from "./IntensitySlider";
import type { ProviderState } from "./useProvider";

/** Everything about this browser as a provider: figures, current work, the device, the controls. */
export function DockPanel({ state }: { state: ProviderState | null }) {
	return (
		<div data-testid="provider-panel" className="mx-auto max-w-6xl px-3 py-4 sm:px-6">
			<DockFigures state={state} />
			{state?.lastError ? (
				<Notice
					tone={state.workingPhase === "error" ? "bad" : "warn"}
					className="mt-4"
					testId="provider-error"
				>
					{state.lastError.message}
				</Notice>
			) : null}
			<div className="mt-5 grid gap-x-10 gap-y-6 md:grid-cols-2">
				<div className="space-y-6">
					<CurrentWork state={state} />
					<DeviceFacts state={state} />
				</div>
				<div className="space-y-6">
					<IntensitySlider state={state} />
					<BackendChoice state={state} />
					<p className="text-[0.8125rem] text-ink-3">
						Work is an ONNX graph: data, never code. Pausing stops it within two seconds and gives
						unfinished shards back to the grid.
					</p>
				</div>
			</div>
		</div>
	);
}

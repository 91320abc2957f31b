import { ButtonLink } from "@/components/Button";
import { provideStrings } from "@/strings/provide";
import { BackendChoice } from "./BackendChoice";
import { ConnectionNotice } from "./ConnectionNotice";
import { CurrentWork } from "./CurrentWork";
import { DeviceFacts } from "./DeviceFacts";
import { DockFigures } from "./DockFigures";
import { DockTrust } from "./DockTrust";
import { HoldNotice } from "./HoldNotice";
import { InstallButton } from "./InstallButton";
import { IntensitySlider } from "./IntensitySlider";
import { KernelChoice } from "./KernelChoice";
import type { ProviderState } from "./useProvider";
import { WhenToWork } from "./WhenToWork";

/** Everything about this browser as a provider: figures, current work, when it works, the device. */
export function DockPanel({ state }: { state: ProviderState | null }) {
	return (
		<div data-testid="provider-panel" className="mx-auto max-w-6xl px-3 py-4 sm:px-6">
			<DockFigures state={state} />
			<HoldNotice state={state} />
			<ConnectionNotice state={state} />
			<div className="mt-6 grid gap-x-10 gap-y-8 md:grid-cols-2 lg:grid-cols-3">
				<div className="min-w-0 space-y-6">
					<CurrentWork state={state} />
					<DockTrust trust={state?.summary?.trust} />
					<div className="flex flex-wrap gap-2">
						<ButtonLink href="/donate" size="sm" variant="secondary" data-testid="open-donate">
							{provideStrings.donateLink}
						</ButtonLink>
						<InstallButton />
					</div>
				</div>
				<WhenToWork state={state} />
				<div className="space-y-6 md:col-span-2 md:grid md:grid-cols-2 md:gap-10 md:space-y-0 lg:col-span-1 lg:block lg:space-y-6">
					<div className="space-y-6">
						<DeviceFacts state={state} />
						<IntensitySlider state={state} />
						<BackendChoice state={state} />
					</div>
					<div className="space-y-6">
						<KernelChoice state={state} />
						<p className="text-[0.8125rem] text-ink-3">{provideStrings.dataNotCode}</p>
					</div>
				</div>
			</div>
		</div>
	);
}

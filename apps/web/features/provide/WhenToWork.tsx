"use client";
import { Button } from "@/components/Button";
import { provideStrings } from "@/strings/provide";
import { DailyLimit } from "./DailyLimit";
import { IdleSwitch } from "./IdleSwitch";
import { QuietToneSwitch } from "./QuietToneSwitch";
import { SwitchFor } from "./SwitchFor";
import { usePending } from "./usePending";
import { type ProviderState, useProvider } from "./useProvider";
import { useSupported } from "./useSupported";

const text = provideStrings.when;
const hourMs = 3_600_000;

/** The conditions under which this browser works; each one that stops it is named in the bar. */
export function WhenToWork({ state }: { state: ProviderState | null }) {
	const { choose } = useProvider();
	const [pending, run] = usePending();
	const battery = useSupported("battery");
	const choices = state?.choices;
	return (
		<section className="space-y-4">
			<div className="flex items-center justify-between gap-3">
				<h2 className="text-sm font-semibold">{text.title}</h2>
				<Button
					variant="secondary"
					size="sm"
					disabled={state === null || state.paused || state.hold?.reason === "snoozed"}
					busy={pending}
					data-testid="provider-snooze"
					onClick={() => run(() => choose({ snoozedUntil: Date.now() + hourMs }))}
				>
					{text.snooze}
				</Button>
			</div>
			{battery === false ? (
				<p className="pl-12 text-[0.8125rem] text-ink-3">{text.batteryUnknown}</p>
			) : (
				<SwitchFor
					label={text.battery}
					hint={text.batteryHint}
					on={choices?.stopOnBattery ?? true}
					change={(stopOnBattery) => choose({ stopOnBattery })}
					disabled={state === null}
					testId="provider-stop-on-battery"
				/>
			)}
			<SwitchFor
				label={text.visible}
				hint={text.visibleHint}
				on={choices?.onlyVisible ?? false}
				change={(onlyVisible) => choose({ onlyVisible })}
				disabled={state === null}
				testId="provider-only-visible"
			/>
			<IdleSwitch state={state} />
			<DailyLimit state={state} />
			<QuietToneSwitch state={state} />
		</section>
	);
}

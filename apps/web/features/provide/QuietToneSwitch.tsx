"use client";
import { provideStrings } from "@/strings/provide";
import { SwitchFor } from "./SwitchFor";
import { type ProviderState, useProvider } from "./useProvider";
import { useToneState } from "./useQuietTone";
import { useSupported } from "./useSupported";

const text = provideStrings.tone;

/** The quiet tone that keeps a hidden tab at full speed, in plain words. */
export function QuietToneSwitch({ state }: { state: ProviderState | null }) {
	const { choose } = useProvider();
	const supported = useSupported("audio");
	const tone = useToneState();
	if (supported === false) return <p className="text-[0.8125rem] text-ink-3">{text.unavailable}</p>;
	return (
		<div data-testid="provider-tone-state" data-state={tone}>
			<SwitchFor
				label={text.label}
				hint={tone === "waiting" ? `${text.hint} ${text.waiting}` : text.hint}
				on={state?.choices.quietTone ?? false}
				change={(quietTone) => choose({ quietTone })}
				disabled={state === null}
				testId="provider-tone"
			/>
		</div>
	);
}

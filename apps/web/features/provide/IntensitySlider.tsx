"use client";
import { Slider } from "@base-ui/react/slider";
import { provideStrings } from "@/strings/provide";
import { usePending } from "./usePending";
import { type ProviderState, useProvider } from "./useProvider";
import { useWanted } from "./useWanted";

const text = provideStrings.intensity;

/** Percent of the time that may be computed; sent when the thumb is let go. */
export function IntensitySlider({ state }: { state: ProviderState | null }) {
	const { setIntensity } = useProvider();
	const [, run] = usePending();
	const [value, want] = useWanted(state?.intensity ?? 100);
	return (
		<Slider.Root
			value={value}
			min={10}
			max={100}
			step={5}
			largeStep={20}
			disabled={state === null}
			onValueChange={(next) => want(next)}
			onValueCommitted={(next) =>
				run(
					() => setIntensity(next),
					() => want(null),
				)
			}
		>
			<div className="flex items-baseline justify-between">
				<Slider.Label className="text-sm font-semibold">{text.label}</Slider.Label>
				<span className="tabular text-sm text-ink-2" data-testid="provider-intensity-value">
					{`${value} %`}
				</span>
			</div>
			<Slider.Control className="flex h-8 w-full touch-none items-center px-2 select-none">
				<Slider.Track className="h-1.5 w-full rounded-[2px] bg-sunken">
					<Slider.Indicator className="rounded-[2px] bg-accent" />
					<Slider.Thumb
						aria-label={text.label}
						data-testid="provider-intensity"
						className="size-4 rounded-[3px] border-2 border-accent bg-surface has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent"
					/>
				</Slider.Track>
			</Slider.Control>
			<p className="text-[0.8125rem] text-ink-3">{value === 100 ? text.full : text.part(value)}</p>
		</Slider.Root>
	);
}

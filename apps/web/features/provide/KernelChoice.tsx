"use client";
import { provideStrings } from "@/strings/provide";
import { SwitchFor } from "./SwitchFor";
import { type ProviderState, useProvider } from "./useProvider";

const text = provideStrings.kernels;

/** Which kernels this browser computes. */
export function KernelChoice({ state }: { state: ProviderState | null }) {
	const { acceptKernel } = useProvider();
	if (state === null || state.catalogue.length === 0) return null;
	const { declinedKernels } = state.choices;
	return (
		<section>
			<h2 className="text-sm font-semibold">{text.title}</h2>
			<p className="mt-0.5 mb-3 text-[0.8125rem] text-ink-3">{text.hint}</p>
			<div className="space-y-2.5">
				{state.catalogue.map(({ id, title }) => (
					<SwitchFor
						key={id}
						label={title}
						on={!declinedKernels.includes(id)}
						change={(on) => acceptKernel(id, on)}
						testId={`provider-kernel-${id}`}
					/>
				))}
			</div>
		</section>
	);
}

"use client";
import type { BackendPreference } from "@tabgrid/kernels/runner";
import { useId } from "react";
import { provideStrings } from "@/strings/provide";
import { usePending } from "./usePending";
import { type ProviderState, useProvider } from "./useProvider";
import { useWanted } from "./useWanted";

const text = provideStrings.backend;
const choices = ["auto", "webgpu", "wasm"] as const;

/** Which backend to compute on; a change gives the leases back and measures anew. */
export function BackendChoice({ state }: { state: ProviderState | null }) {
	const { setBackend } = useProvider();
	const [pending, run] = usePending();
	const name = useId();
	const [chosen, want] = useWanted(state?.backendPreference ?? "auto");
	const choose = (backend: BackendPreference) => {
		want(backend);
		run(
			() => setBackend(backend),
			() => want(null),
		);
	};
	return (
		<fieldset disabled={state === null} aria-busy={pending}>
			<legend className="text-sm font-semibold">{text.title}</legend>
			<div className="mt-2 inline-flex gap-1 rounded-md border border-line bg-sunken p-1">
				{choices.map((value) => (
					<label
						key={value}
						className="flex h-8 cursor-pointer items-center rounded px-3 text-[0.8125rem] font-medium text-ink-2 hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm has-checked:ring-1 has-checked:ring-line-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
					>
						<input
							type="radio"
							name={name}
							value={value}
							checked={value === chosen}
							onChange={() => choose(value)}
							className="sr-only"
							data-testid={`provider-backend-${value}`}
						/>
						{text.choices[value].label}
					</label>
				))}
			</div>
			<p className="mt-1.5 text-[0.8125rem] text-ink-3">{text.choices[chosen].hint}</p>
		</fieldset>
	);
}

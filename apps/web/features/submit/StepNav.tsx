"use client";
import { Check } from "lucide-react";
import { cn } from "@/lib/classNames";
import { submitStrings } from "@/strings/submit";

export const steps = ["kernel", "files", "settings", "review"] as const;
export type Step = (typeof steps)[number];

const words = submitStrings.steps;

/** The wizard's steps; those that can be gone to are buttons. */
export function StepNav({
	current,
	reachable,
	onGo,
}: {
	current: Step;
	reachable: (step: Step) => boolean;
	onGo: (step: Step) => void;
}) {
	const at = steps.indexOf(current);
	return (
		<nav aria-label={words.label} className="mb-4">
			<ol className="flex flex-wrap gap-x-1 gap-y-1">
				{steps.map((step, index) => (
					<li key={step} className="flex items-center gap-1">
						<button
							type="button"
							disabled={!reachable(step)}
							aria-current={step === current ? "step" : undefined}
							data-testid={`step-${step}`}
							onClick={() => onGo(step)}
							className={cn(
								"flex h-9 items-center gap-2 rounded-md px-2 text-sm text-ink-2 enabled:hover:text-ink disabled:text-ink-3",
								step === current && "font-medium text-ink",
							)}
						>
							<span
								aria-hidden
								className={cn(
									"tabular flex size-5 items-center justify-center rounded-[3px] border border-line-strong text-xs",
									index <= at && "border-accent bg-accent text-on-accent",
								)}
							>
								{index < at ? <Check className="size-3" /> : index + 1}
							</span>
							<span className={cn(step !== current && "max-sm:sr-only")}>{words[step]}</span>
						</button>
						{index < steps.length - 1 ? (
							<span aria-hidden className="h-px w-4 bg-line-strong sm:w-6" />
						) : null}
					</li>
				))}
			</ol>
		</nav>
	);
}

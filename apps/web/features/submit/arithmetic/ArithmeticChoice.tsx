"use client";
import { TabgridError } from "@tabgrid/protocol";
import { useId } from "react";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { explainError } from "@/lib/explainError";
import { arithmeticStrings as words } from "@/strings/arithmetic";
import type { PlanState } from "../usePlan";
import { Arithmetic, type Conversion } from "./arithmetic";
import { ConversionCost } from "./ConversionCost";

/** What a client's own network computes in, with what making it exact cost, or why it can't be. */
export function ArithmeticChoice({
	value,
	conversion,
	plan,
	onChoose,
}: {
	value: Arithmetic;
	conversion: Conversion | null;
	plan: PlanState;
	onChoose: (arithmetic: Arithmetic) => void;
}) {
	const name = useId();
	const converting = plan.kind === "planning" && value !== "float";
	return (
		<fieldset data-testid="arithmetic" data-state={converting ? "converting" : conversion?.kind}>
			<legend className="text-[0.8125rem] font-medium">{words.title}</legend>
			<div className="mt-2 grid gap-3 xl:grid-cols-3">
				{Arithmetic.options.map((arithmetic) => (
					<label
						key={arithmetic}
						className="block cursor-pointer rounded-lg border border-line bg-surface p-4 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft/40 has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
					>
						<span className="flex items-center gap-2.5">
							<input
								type="radio"
								name={name}
								value={arithmetic}
								checked={arithmetic === value}
								onChange={() => onChoose(arithmetic)}
								aria-describedby={`${name}-${arithmetic}`}
								className="size-4 shrink-0 accent-accent outline-none"
								data-testid={`arithmetic-${arithmetic}`}
							/>
							<span className="text-sm font-semibold">{words.choices[arithmetic].name}</span>
						</span>
						<span id={`${name}-${arithmetic}`} className="mt-1.5 block text-[0.8125rem] text-ink-2">
							{words.choices[arithmetic].means}
						</span>
					</label>
				))}
			</div>
			<div aria-live="polite" className="mt-3 empty:hidden">
				{converting ? (
					<div className="space-y-2" data-testid="converting">
						<p className="text-sm text-ink-2">{words.converting}</p>
						<Progress
							value={plan.progress.step === "converting" ? plan.progress.done : null}
							max={plan.progress.total}
							label={words.converting}
						/>
					</div>
				) : conversion?.kind === "refused" ? (
					<Notice tone="warn" title={words.refusedTitle} testId="conversion-refused">
						{explainError(TabgridError.fromWire(conversion.error)).message} {words.refusedEnd}
					</Notice>
				) : conversion?.kind === "converted" ? (
					<ConversionCost facts={conversion} />
				) : null}
			</div>
		</fieldset>
	);
}

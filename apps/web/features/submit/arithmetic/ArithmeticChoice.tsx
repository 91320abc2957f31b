"use client";
import { TabgridError } from "@tabgrid/protocol";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { RadioCards } from "@/components/RadioCards";
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
	const converting = plan.kind === "planning" && value !== "float";
	return (
		<fieldset data-testid="arithmetic" data-state={converting ? "converting" : conversion?.kind}>
			<legend className="text-[0.8125rem] font-medium">{words.title}</legend>
			<RadioCards
				cards={Arithmetic.options.map((value) => ({ value, ...words.choices[value] }))}
				chosen={value}
				onChoose={onChoose}
				testId="arithmetic"
				className="xl:grid-cols-3"
			/>
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

"use client";
import { TabgridError } from "@tabgrid/protocol";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { explainError } from "@/lib/explainError";
import { formatBytes } from "@/lib/formatBytes";
import { arithmeticStrings } from "@/strings/arithmetic";
import { wizardStrings } from "@/strings/wizard";
import type { PlanState } from "./usePlan";

/** What planning found out, or is doing. */
export function PlanStatus({ plan }: { plan: PlanState }) {
	switch (plan.kind) {
		case "none":
			return null;
		case "planning":
			return (
				<div role="status" className="space-y-2">
					<p className="text-sm text-ink-2">
						{plan.progress.step === "converting"
							? arithmeticStrings.converting
							: wizardStrings.cutting}
					</p>
					<Progress
						value={plan.progress.done}
						max={plan.progress.total}
						label={wizardStrings.planning}
					/>
				</div>
			);
		case "failed": {
			const missing = plan.error instanceof TabgridError && plan.error.details?.missing;
			return missing ? (
				<Notice title={wizardStrings.goesOn} testId="plan-missing">
					{explainError(plan.error).message}
				</Notice>
			) : (
				<Notice tone="bad" title={wizardStrings.noJob} testId="plan-error">
					{explainError(plan.error).message}
				</Notice>
			);
		}
		case "planned": {
			const { items, shards, inputBytes, labels } = plan.summary;
			return (
				<Notice title={wizardStrings.planned(items, shards)} testId="plan-ready">
					{wizardStrings.inputs(formatBytes(inputBytes), labels)}
				</Notice>
			);
		}
	}
}

"use client";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { explainError } from "@/lib/explainError";
import { formatBytes } from "@/lib/formatBytes";
import type { PlanState } from "./usePlan";

/** What planning found out, or is doing. */
export function PlanStatus({ plan }: { plan: PlanState }) {
	switch (plan.kind) {
		case "none":
			return null;
		case "planning":
			return (
				<div role="status" className="space-y-2">
					<p className="text-sm text-ink-2">Cutting the job into shards…</p>
					<Progress value={plan.progress.done} max={plan.progress.total} label="Planning" />
				</div>
			);
		case "failed":
			return (
				<Notice tone="bad" title="This makes no job" testId="plan-error">
					{explainError(plan.error).message}
				</Notice>
			);
		case "planned": {
			const { items, shards, inputBytes, labels } = plan.summary;
			return (
				<Notice title={`${items} items in ${shards} shards`} testId="plan-ready">
					{formatBytes(inputBytes)} of inputs.
					{labels.length > 0 ? ` First: ${labels.join(", ")}.` : null}
				</Notice>
			);
		}
	}
}

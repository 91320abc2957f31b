"use client";
import { Card, CardHeader } from "@/components/Card";
import { FactList, FactRow } from "@/components/FactList";
import { Money } from "@/components/Money";
import { formatBytes } from "@/lib/formatBytes";
import { formatFlop } from "@/lib/formatFlop";
import { costOf, type JobTerms } from "./settings";
import type { PlanState } from "./usePlan";

/** What the job will be and cost, at the side while it is put together. */
export function CostSummary({ plan, terms }: { plan: PlanState; terms: JobTerms | null }) {
	const summary = plan.kind === "planned" ? plan.summary : null;
	const cost = summary && terms ? costOf(summary.shards, terms) : null;
	return (
		<Card className="lg:sticky lg:top-20">
			<CardHeader title="This job" />
			<FactList>
				<FactRow name="Items">{summary?.items.toLocaleString("en") ?? "–"}</FactRow>
				<FactRow name="Shards">
					<span data-testid="plan-shards">{summary?.shards.toLocaleString("en") ?? "–"}</span>
				</FactRow>
				<FactRow name="Inputs">{summary ? formatBytes(summary.inputBytes) : "–"}</FactRow>
				<FactRow name="Work, one replica each">
					{summary ? `≈ ${formatFlop(summary.flop)}` : "–"}
				</FactRow>
				<FactRow name="Expected cost">
					{cost ? <Money amount={cost.expected} testId="expected-cost" /> : "–"}
				</FactRow>
				<FactRow name="Worst case, into escrow" strong>
					{cost ? <Money amount={cost.worst} testId="worst-cost" /> : "–"}
				</FactRow>
			</FactList>
			<p className="border-t border-line px-4 py-3 text-xs text-ink-3 sm:px-5">
				Escrow holds the worst case. What is not earned comes back to you when the job is settled.
			</p>
		</Card>
	);
}

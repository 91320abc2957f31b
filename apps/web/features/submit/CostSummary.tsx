"use client";
import { Card, CardHeader } from "@/components/Card";
import { FactList, FactRow } from "@/components/FactList";
import { formatBytes } from "@/lib/formatBytes";
import { formatFlop } from "@/lib/formatFlop";
import { submitStrings } from "@/strings/submit";
import { CostPair } from "./CostPair";
import type { JobTerms } from "./settings";
import type { PlanState } from "./usePlan";

const words = submitStrings.cost;

/** What the job will be and cost, at the side while it is put together. */
export function CostSummary({ plan, terms }: { plan: PlanState; terms: JobTerms | null }) {
	const summary = plan.kind === "planned" ? plan.summary : null;
	return (
		<Card className="lg:sticky lg:top-20">
			<CardHeader title={words.title} />
			<FactList>
				<FactRow name={words.items}>{summary?.items.toLocaleString("en") ?? "–"}</FactRow>
				<FactRow name={words.shards}>
					<span data-testid="plan-shards">{summary?.shards.toLocaleString("en") ?? "–"}</span>
				</FactRow>
				<FactRow name={words.inputs}>{summary ? formatBytes(summary.inputBytes) : "–"}</FactRow>
				<FactRow name={words.work}>{summary ? `≈ ${formatFlop(summary.flop)}` : "–"}</FactRow>
			</FactList>
			<CostPair plan={summary} terms={terms} className="border-t border-line" />
			<p className="border-t border-line px-4 py-3 text-xs text-ink-3 sm:px-5">{words.back}</p>
		</Card>
	);
}

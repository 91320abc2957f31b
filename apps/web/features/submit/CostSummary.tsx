"use client";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/Card";
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
			<dl className="divide-y divide-line px-4 text-sm sm:px-5">
				<Row name="Items">{summary?.items.toLocaleString("en") ?? "–"}</Row>
				<Row name="Shards">
					<span data-testid="plan-shards">{summary?.shards.toLocaleString("en") ?? "–"}</span>
				</Row>
				<Row name="Inputs">{summary ? formatBytes(summary.inputBytes) : "–"}</Row>
				<Row name="Work, one replica each">{summary ? `≈ ${formatFlop(summary.flop)}` : "–"}</Row>
				<Row name="Expected cost">
					{cost ? <Money amount={cost.expected} testId="expected-cost" /> : "–"}
				</Row>
				<Row name="Worst case, into escrow" strong>
					{cost ? <Money amount={cost.worst} testId="worst-cost" /> : "–"}
				</Row>
			</dl>
			<p className="border-t border-line px-4 py-3 text-xs text-ink-3 sm:px-5">
				Escrow holds the worst case. What is not earned comes back to you when the job is settled.
			</p>
		</Card>
	);
}

function Row({
	name,
	strong = false,
	children,
}: {
	name: string;
	strong?: boolean;
	children: ReactNode;
}) {
	return (
		<div className="flex items-baseline justify-between gap-4 py-2">
			<dt className="text-[0.8125rem] text-ink-3">{name}</dt>
			<dd className={strong ? "font-semibold" : undefined}>{children}</dd>
		</div>
	);
}

"use client";
import { policyFigures } from "@tabgrid/protocol";
import { Money } from "@/components/Money";
import { useNetwork } from "@/features/network/useNetwork";
import { cn } from "@/lib/classNames";
import { submitStrings } from "@/strings/submit";
import { expectedJobOf, type PresentExpectation, presentExpectation } from "./policyFigures";
import { costOf, type JobTerms } from "./settings";
import type { PlanSummary } from "./worker/plannerMessages";

const words = submitStrings.cost;

/** What a job will likely cost beside the most it can cost, each with how it comes about. */
export function CostPair({
	plan,
	terms,
	className,
}: {
	plan: Pick<PlanSummary, "shards" | "flop"> | null;
	terms: JobTerms | null;
	className?: string;
}) {
	const network = useNetwork().data;
	const known = plan !== null && terms !== null;
	const trust = terms?.policy.trust;
	const now = trust === undefined ? null : presentExpectation(trust, expectedJobOf(plan), network);
	const cost = known ? costOf(plan.shards, terms, now?.executions) : null;
	return (
		<dl className={cn("grid grid-cols-2 gap-px bg-line", className)}>
			<div className="bg-surface px-4 py-3 sm:px-5">
				<dt className="text-[0.8125rem] text-ink-3">{words.expected}</dt>
				<dd className="text-lg font-semibold">
					{cost ? <Money amount={cost.expected} testId="expected-cost" /> : "–"}
				</dd>
				<dd className="mt-1 text-xs text-ink-3">
					{known ? expectedHow(plan.shards, terms, now) : null}
				</dd>
			</div>
			<div className="bg-surface px-4 py-3 sm:px-5">
				<dt className="text-[0.8125rem] text-ink-3">{words.worst}</dt>
				<dd className="text-lg font-semibold">
					{cost ? <Money amount={cost.worst} testId="worst-cost" /> : "–"}
				</dd>
				<dd className="mt-1 text-xs text-ink-3">
					{known ? words.worstHow(plan.shards, terms.policy.maxReplicas) : null}
				</dd>
			</div>
		</dl>
	);
}

function expectedHow(
	shards: number,
	{ policy: { trust, quorum } }: JobTerms,
	now: PresentExpectation | null,
): string {
	if (trust === undefined) return words.expectedHow(shards, quorum);
	const usual = policyFigures[trust].executions.usual;
	if (now === null) return words.expectedByTrust(shards, usual);
	const { executions, established, providers } = now;
	return established < providers
		? words.expectedNow(shards, executions, established, providers, usual)
		: words.expectedEstablished(shards, executions, providers);
}

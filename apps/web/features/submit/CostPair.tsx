"use client";
import { policyFigures } from "@tabgrid/protocol";
import { Money } from "@/components/Money";
import { cn } from "@/lib/classNames";
import { submitStrings } from "@/strings/submit";
import { costOf, type JobTerms } from "./settings";

const words = submitStrings.cost;

/** What a job will likely cost beside the most it can cost, each with how it comes about. */
export function CostPair({
	shards,
	terms,
	className,
}: {
	shards: number | null;
	terms: JobTerms | null;
	className?: string;
}) {
	const known = shards !== null && terms !== null;
	const cost = known ? costOf(shards, terms) : null;
	return (
		<dl className={cn("grid grid-cols-2 gap-px bg-line", className)}>
			<div className="bg-surface px-4 py-3 sm:px-5">
				<dt className="text-[0.8125rem] text-ink-3">{words.expected}</dt>
				<dd className="text-lg font-semibold">
					{cost ? <Money amount={cost.expected} testId="expected-cost" /> : "–"}
				</dd>
				<dd className="mt-1 text-xs text-ink-3">{known ? expectedHow(shards, terms) : null}</dd>
			</div>
			<div className="bg-surface px-4 py-3 sm:px-5">
				<dt className="text-[0.8125rem] text-ink-3">{words.worst}</dt>
				<dd className="text-lg font-semibold">
					{cost ? <Money amount={cost.worst} testId="worst-cost" /> : "–"}
				</dd>
				<dd className="mt-1 text-xs text-ink-3">
					{known ? words.worstHow(shards, terms.policy.maxReplicas) : null}
				</dd>
			</div>
		</dl>
	);
}

function expectedHow(shards: number, { policy: { trust, quorum } }: JobTerms): string {
	return trust === undefined
		? words.expectedHow(shards, quorum)
		: words.expectedByTrust(shards, policyFigures[trust].executions.usual);
}

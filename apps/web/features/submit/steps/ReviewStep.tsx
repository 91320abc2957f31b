"use client";
import type { JobId } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { describeComparator } from "@/lib/describeComparator";
import { duration } from "@/lib/relativeTime";
import { PostJob } from "../PostJob";
import { costOf, type JobTerms } from "../settings";
import type { PlanSummary } from "../worker/plannerMessages";
import type { Planner } from "../worker/startPlanner";

/** The whole job at a glance, what everyone will see of it, and the button that pays. */
export function ReviewStep({
	plan,
	planner,
	terms,
	onPosted,
}: {
	plan: PlanSummary;
	planner: Planner;
	terms: JobTerms;
	onPosted: (jobId: JobId) => void;
}) {
	const cost = costOf(plan.shards, terms);
	const own = Object.entries(terms.comparators);
	return (
		<div className="space-y-5 p-4 sm:p-5">
			<dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
				<Fact name="Title">{terms.title}</Fact>
				<Fact name="Kernel">
					{plan.kernel} <span className="text-ink-3">v{plan.kernelVersion}</span>
				</Fact>
				<Fact name="Work">
					{plan.items} items in {plan.shards} shards
				</Fact>
				<Fact name="Checking">
					{terms.policy.quorum === 1
						? "none: one provider's word is enough"
						: `${terms.policy.quorum} agree, ${terms.policy.maxReplicas} replicas at most`}
				</Fact>
				<Fact name="Price">
					<Money amount={terms.price} /> a replica
				</Fact>
				<Fact name="Deadline">within {duration(terms.deadlineSeconds * 1_000)}</Fact>
				{own.length > 0 ? (
					<Fact name="Comparison">
						{own.map(([output, comparator]) => (
							<span key={output} className="block">
								{output}: {describeComparator(comparator)}
							</span>
						))}
					</Fact>
				) : null}
			</dl>
			<div className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2">
				<div className="bg-surface p-4">
					<p className="text-[0.8125rem] text-ink-3">Expected cost</p>
					<Money amount={cost.expected} className="text-lg font-semibold" />
					<p className="mt-1 text-xs text-ink-3">When all providers agree at once.</p>
				</div>
				<div className="bg-surface p-4">
					<p className="text-[0.8125rem] text-ink-3">Worst case, into escrow</p>
					<Money amount={cost.worst} className="text-lg font-semibold" />
					<p className="mt-1 text-xs text-ink-3">
						The most it can ever cost. What is not earned comes back to you.
					</p>
				</div>
			</div>
			<Notice tone="warn" title="Your inputs are visible to the providers" testId="inputs-visible">
				Each shard{plan.model.builtin ? "" : ", and your model,"} goes to strangers' browsers, and
				anyone who knows its digest can fetch it. Submit nothing that must stay private.
			</Notice>
			<PostJob
				plan={plan}
				planner={planner}
				terms={terms}
				budget={cost.worst}
				onPosted={onPosted}
			/>
		</div>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="min-w-0">
			<dt className="text-[0.8125rem] text-ink-3">{name}</dt>
			<dd className="break-words">{children}</dd>
		</div>
	);
}

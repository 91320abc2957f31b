"use client";
import type { JobId } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { describeComparator } from "@/lib/describeComparator";
import { outputName } from "@/lib/outputName";
import { duration } from "@/lib/relativeTime";

import { policyStrings } from "@/strings/policy";

import { probeStrings } from "@/strings/probe";

import { submitStrings } from "@/strings/submit";
import { CostPair } from "../CostPair";
import { PostJob } from "../PostJob";
import { costOf, type JobTerms } from "../settings";
import type { Upload } from "../upload/useUpload";
import type { PlanSummary } from "../worker/plannerMessages";

const words = submitStrings.review;

/** The whole job at a glance, what everyone will see of it, and the button that pays. */
export function ReviewStep({
	plan,
	terms,
	upload,
	onPosted,
}: {
	plan: PlanSummary;
	terms: JobTerms;
	upload: Upload;
	onPosted: (jobId: JobId) => void;
}) {
	const { policy } = terms;
	const own = Object.entries(terms.comparators);
	return (
		<div className="space-y-5 p-4 sm:p-5">
			<dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
				<Fact name={words.title}>{terms.title}</Fact>
				<Fact name={words.kernel}>
					{plan.kernel} <span className="text-ink-3">{`v${plan.kernelVersion}`}</span>
				</Fact>
				<Fact name={words.work}>{words.workText(plan.items, plan.shards)}</Fact>
				<Fact name={words.checking}>{checking(policy)}</Fact>
				<Fact name={words.price}>
					<Money amount={terms.price} /> {words.replica}
				</Fact>
				<Fact name={words.deadline}>{words.within(duration(terms.deadlineSeconds * 1_000))}</Fact>
				{plan.outputs.length === 0 ? null : (
					<Fact name={probeStrings.runsOn}>
						{terms.backend === undefined ? probeStrings.any : probeStrings.only(terms.backend)}
					</Fact>
				)}
				{own.length > 0 ? (
					<Fact name={words.comparison}>
						{own.map(([output, comparator]) => (
							<span key={output} className="block">
								{`${outputName(output)}: ${describeComparator(comparator)}`}
							</span>
						))}
					</Fact>
				) : null}
			</dl>
			<CostPair
				plan={plan}
				terms={terms}
				className="overflow-hidden rounded-lg border border-line lg:hidden"
			/>
			<Notice tone="warn" title={words.visibleTitle} testId="inputs-visible">
				{words.visible(!plan.model.builtin)}
			</Notice>
			<PostJob
				plan={plan}
				terms={terms}
				upload={upload}
				budget={costOf(plan.shards, terms).worst}
				onPosted={onPosted}
			/>
		</div>
	);
}

function checking({ trust, quorum, maxReplicas }: JobTerms["policy"]): string {
	if (trust !== undefined) return words.byTrust(policyStrings.names[trust], maxReplicas);
	return quorum === 1 ? words.noCheck : words.agree(quorum, maxReplicas);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="min-w-0">
			<dt className="text-[0.8125rem] text-ink-3">{name}</dt>
			<dd className="break-words">{children}</dd>
		</div>
	);
}

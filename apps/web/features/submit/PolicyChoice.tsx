"use client";
import { usualTrust } from "@tabgrid/protocol";
import { useId } from "react";
import { Badge } from "@/components/Badge";
import { Money } from "@/components/Money";
import { useNetwork } from "@/features/network/useNetwork";
import { policyStrings as words } from "@/strings/policy";
import { changeSettings } from "./draft";
import {
	expectationOf,
	expectedJobOf,
	type PresentExpectation,
	presentExpectation,
} from "./policyFigures";
import { costOf, type JobSettings, type PolicyChoice as Policy, policyOf } from "./settings";
import type { PlanSummary } from "./worker/plannerMessages";

const choices: readonly Policy[] = ["fast", "balanced", "paranoid", "custom"];
const recommended: Policy = usualTrust;

/** How sure a job's results must be: four policies, each with what it takes, costs and lets through. */
export function PolicyChoice({
	settings,
	plan,
	price,
	onChoose,
}: {
	settings: JobSettings;
	/** Null while the job is being planned. */
	plan: Pick<PlanSummary, "shards" | "flop"> | null;
	/** Of a replica, in minor units; null while it makes no sense. */
	price: bigint | null;
	onChoose: (policy: Policy) => void;
}) {
	const name = useId();
	const network = useNetwork().data;
	const lastDay = network?.redundancy.lastDay;
	return (
		<fieldset data-testid="policy">
			<legend className="text-[0.8125rem] font-medium">{words.title}</legend>
			<div className="mt-2 grid gap-3 md:grid-cols-2">
				{choices.map((policy) => {
					const shown =
						policy === settings.policy ? settings : changeSettings(settings, { policy });
					const now =
						policy === "custom" ? null : presentExpectation(policy, expectedJobOf(plan), network);
					const cost =
						plan === null || price === null
							? null
							: costOf(plan.shards, { policy: policyOf(shown), price }, now?.executions).expected;
					return (
						<label
							key={policy}
							className="flex cursor-pointer flex-col rounded-lg border border-line bg-surface p-4 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft/40 has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
						>
							<span className="flex items-center gap-2.5">
								<input
									type="radio"
									name={name}
									value={policy}
									checked={policy === settings.policy}
									onChange={() => onChoose(policy)}
									aria-describedby={`${name}-${policy}`}
									className="size-4 shrink-0 accent-accent outline-none"
									data-testid={`policy-${policy}`}
								/>
								<span className="text-sm font-semibold">{words.choices[policy].name}</span>
								{policy === recommended ? <Badge tone="accent">{words.usual}</Badge> : null}
							</span>
							<span
								id={`${name}-${policy}`}
								className="mt-1.5 flex flex-1 flex-col justify-between gap-3"
							>
								<span className="text-[0.8125rem] text-ink-2">{words.choices[policy].means}</span>
								<Figures settings={shown} cost={cost} now={now} />
							</span>
						</label>
					);
				})}
			</div>
			<p className="mt-2 text-xs text-ink-3">
				{words.source}{" "}
				{lastDay !== undefined && lastDay.verified > 0
					? words.measured((lastDay.replicas / lastDay.verified).toFixed(2))
					: null}
			</p>
		</fieldset>
	);
}

/** What a policy takes, costs and lets through; spans, because they stand in a label. */
function Figures({
	settings,
	cost,
	now,
}: {
	settings: JobSettings;
	cost: bigint | null;
	/** What it takes on the grid as it is. */
	now: PresentExpectation | null;
}) {
	const { executions, wrong } = expectationOf(settings);
	const replicas = words.replicasText(executions);
	const present = words.replicasText(now?.executions ?? executions);
	const figures = [
		{
			id: "replicas",
			name: words.replicas,
			value: present === replicas ? replicas : words.nowAndThen(present, replicas),
		},
		{
			id: "cost",
			name: words.cost,
			value: cost === null ? words.unknown : <Money amount={cost} />,
		},
		{
			id: "wrong",
			name: words.wrong,
			value: wrong === null ? words.notSimulated : words.wrongText(wrong.usual, wrong.most),
		},
	];
	return (
		<span className="grid grid-cols-[auto_auto_auto] justify-between gap-x-3">
			{figures.map(({ id, name, value }) => (
				<span key={id} className="flex flex-col" data-testid={`policy-${settings.policy}-${id}`}>
					<span className="block text-xs text-ink-3">{name}</span>{" "}
					<span className="tabular mt-auto text-[0.8125rem] font-medium">{value}</span>
				</span>
			))}
		</span>
	);
}

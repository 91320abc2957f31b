"use client";
import { usualTrust } from "@tabgrid/protocol";
import { Badge } from "@/components/Badge";
import { Money } from "@/components/Money";
import { RadioCards } from "@/components/RadioCards";
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
	const network = useNetwork().data;
	const lastDay = network?.redundancy.lastDay;
	const figuresOf = (policy: Policy) => {
		const shown = policy === settings.policy ? settings : changeSettings(settings, { policy });
		const now =
			policy === "custom" ? null : presentExpectation(policy, expectedJobOf(plan), network);
		const cost =
			plan === null || price === null
				? null
				: costOf(plan.shards, { policy: policyOf(shown), price }, now?.executions).expected;
		return <Figures settings={shown} cost={cost} now={now} />;
	};
	return (
		<fieldset data-testid="policy">
			<legend className="text-[0.8125rem] font-medium">{words.title}</legend>
			<RadioCards
				cards={choices.map((value) => ({
					value,
					...words.choices[value],
					badge: value === recommended ? <Badge tone="accent">{words.usual}</Badge> : null,
					figures: figuresOf(value),
				}))}
				chosen={settings.policy}
				onChoose={onChoose}
				testId="policy"
				className="md:grid-cols-2"
			/>
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

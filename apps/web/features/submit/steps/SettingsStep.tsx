"use client";
import { type ReactNode, useState } from "react";
import { SelectField, TextField } from "@/components/Field";
import { defaultToken, type Token } from "@/lib/money";
import { duration } from "@/lib/relativeTime";
import { probeStrings } from "@/strings/probe";
import { submitStrings } from "@/strings/submit";
import { ComparatorFields } from "../ComparatorFields";
import { PolicyChoice } from "../PolicyChoice";
import type { JobSettings, SettingsErrors } from "../settings";
import type { PlannedOutput, PlanSummary } from "../worker/plannerMessages";

const words = submitStrings.settings;
/** Settings that stand under Advanced: an error there opens it. */
const advanced = ["maxReplicas", "deadlineHours", "itemsPerShard", "comparators"] as const;

/** Title, price and policy of a job; deadline, comparison and sizes for those who want them. */
export function SettingsStep({
	settings,
	plan,
	price,
	errors,
	outputs,
	itemWord,
	token = defaultToken,
	arithmetic,
	comparison,
	onChange,
}: {
	settings: JobSettings;
	/** Null while the job is being planned. */
	plan: Pick<PlanSummary, "shards" | "flop"> | null;
	/** Of a replica, in minor units; null while it makes no sense. */
	price: bigint | null;
	errors: SettingsErrors;
	outputs: readonly PlannedOutput[];
	/** What an item is, "lines", where the client may choose how many make a shard. */
	itemWord?: string | undefined;
	token?: Token;
	/** What the client's own network computes in. */
	arithmetic?: ReactNode;
	/** What was measured of the client's model. */
	comparison?: ReactNode;
	onChange: (change: Partial<JobSettings>) => void;
}) {
	const { quorum, maxReplicas, deadlineHours } = settings;
	const [open, setOpen] = useState(false);
	const wrong = advanced.some((name) => errors[name] !== undefined);
	const known = words.deadlines.some(({ value }) => Number(value) === deadlineHours);
	const deadlines = known
		? words.deadlines
		: [...words.deadlines, { value: String(deadlineHours), label: words.hours(deadlineHours) }];
	return (
		<div className="space-y-5 p-4 sm:p-5">
			<div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_14rem]">
				<TextField
					label={words.title}
					hint={words.titleHint}
					value={settings.title}
					error={errors.title}
					onValueChange={(title) => onChange({ title })}
					maxLength={120}
					testId="job-title-field"
				/>
				<TextField
					label={words.price}
					hint={words.priceHint}
					inputMode="decimal"
					suffix={token.symbol}
					value={settings.price}
					error={errors.price}
					onValueChange={(price) => onChange({ price })}
					testId="price"
				/>
			</div>
			<PolicyChoice
				settings={settings}
				plan={plan}
				price={price}
				onChoose={(policy) => onChange({ policy })}
			/>
			{settings.policy === "custom" ? (
				<SelectField
					label={words.quorum}
					hint={words.quorumHint}
					value={String(quorum)}
					options={words.quorums}
					error={errors.quorum}
					onChange={(next) => onChange({ quorum: Number(next) })}
					testId="quorum"
					className="max-w-sm"
				/>
			) : null}
			{arithmetic}
			{comparison}
			<details
				className="group rounded-lg border border-line"
				open={open || wrong}
				onToggle={(event) => setOpen(event.currentTarget.open)}
			>
				<summary className="rounded-lg px-4 py-2.5 text-sm font-medium">
					<span>{words.advanced}</span>
					<span className="ml-2 text-[0.8125rem] font-normal text-ink-3">
						{words.advancedSummary(maxReplicas, duration(deadlineHours * 3_600_000))}
					</span>
				</summary>
				<div className="space-y-5 border-t border-line p-4">
					<div className="grid gap-5 sm:grid-cols-2">
						<TextField
							label={words.maxReplicas}
							hint={words.maxReplicasHint}
							type="number"
							min={1}
							max={10}
							value={String(maxReplicas)}
							error={errors.maxReplicas}
							onValueChange={(text) =>
								onChange({ maxReplicas: Math.min(10, Math.max(1, Math.trunc(Number(text)) || 1)) })
							}
							testId="max-replicas"
						/>
						<SelectField
							label={words.deadline}
							hint={words.deadlineHint}
							value={String(deadlineHours)}
							options={deadlines}
							error={errors.deadlineHours}
							onChange={(hours) => onChange({ deadlineHours: Number(hours) })}
							testId="deadline"
						/>
						{itemWord === undefined ? null : (
							<TextField
								label={words.itemsPerShard(itemWord)}
								hint={words.itemsHint}
								inputMode="numeric"
								value={settings.itemsPerShard}
								error={errors.itemsPerShard}
								onValueChange={(itemsPerShard) => onChange({ itemsPerShard })}
								testId="items-per-shard"
							/>
						)}
					</div>
					{outputs.length === 0 ? null : (
						<SelectField
							label={probeStrings.backend.label}
							hint={probeStrings.backend.hint}
							value={settings.backend}
							options={probeStrings.backend.options}
							onChange={(backend) => onChange({ backend })}
							testId="backend-choice"
						/>
					)}
					<ComparatorFields
						outputs={outputs}
						chosen={settings.comparators}
						onChange={(comparators) => onChange({ comparators })}
					/>
					{errors.comparators === undefined ? null : (
						<p role="alert" className="text-[0.8125rem] text-bad">
							{errors.comparators}
						</p>
					)}
				</div>
			</details>
		</div>
	);
}

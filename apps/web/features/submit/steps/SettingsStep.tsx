"use client";
import { SelectField, TextField } from "@/components/Field";
import { defaultToken, type Token } from "@/lib/money";
import { ComparatorFields } from "../ComparatorFields";
import type { JobSettings, SettingsErrors } from "../settings";
import type { PlannedOutput } from "../worker/plannerMessages";

const quorums = [
	{ value: "1", label: "1: no check at all" },
	{ value: "2", label: "2: two must agree (usual)" },
	{ value: "3", label: "3: three must agree" },
	{ value: "4", label: "4" },
	{ value: "5", label: "5" },
] as const;
const deadlines = [
	{ value: "1", label: "1 hour" },
	{ value: "6", label: "6 hours" },
	{ value: "24", label: "1 day" },
	{ value: "72", label: "3 days" },
	{ value: "168", label: "1 week" },
] as const;

/** Title, checking, price and time of a job; comparison and sizes for those who want them. */
export function SettingsStep({
	settings,
	errors,
	outputs,
	itemWord,
	token = defaultToken,
	onChange,
}: {
	settings: JobSettings;
	errors: SettingsErrors;
	outputs: readonly PlannedOutput[];
	/** What an item is, "lines", where the client may choose how many make a shard. */
	itemWord?: string | undefined;
	token?: Token;
	onChange: (change: Partial<JobSettings>) => void;
}) {
	return (
		<div className="space-y-5 p-4 sm:p-5">
			<TextField
				label="Title"
				hint="Anyone can read it in the list of jobs."
				value={settings.title}
				error={errors.title}
				onValueChange={(title) => onChange({ title })}
				maxLength={120}
				testId="job-title-field"
			/>
			<div className="grid gap-5 sm:grid-cols-3">
				<SelectField
					label="Quorum"
					hint="Independent providers whose results must agree."
					value={String(settings.quorum)}
					options={quorums}
					onChange={(quorum) => onChange({ quorum: Number(quorum) })}
					testId="quorum"
				/>
				<TextField
					label="Price a replica"
					hint="What each agreeing provider earns for a shard."
					inputMode="decimal"
					suffix={token.symbol}
					value={settings.price}
					error={errors.price}
					onValueChange={(price) => onChange({ price })}
					testId="price"
				/>
				<SelectField
					label="Deadline"
					hint="After it, what is left comes back to you."
					value={String(settings.deadlineHours)}
					options={deadlines}
					onChange={(hours) => onChange({ deadlineHours: Number(hours) })}
					testId="deadline"
				/>
			</div>
			<details className="group rounded-lg border border-line">
				<summary className="rounded-lg px-4 py-2.5 text-sm font-medium">Advanced</summary>
				<div className="space-y-5 border-t border-line p-4">
					<div className="grid gap-5 sm:grid-cols-2">
						<TextField
							label="Replicas of a shard at most"
							hint="When providers disagree, more are asked, up to this."
							type="number"
							min={1}
							max={10}
							value={String(settings.maxReplicas)}
							error={errors.maxReplicas}
							onValueChange={(text) =>
								onChange({ maxReplicas: Math.min(10, Math.max(1, Math.trunc(Number(text)) || 1)) })
							}
							testId="max-replicas"
						/>
						{itemWord === undefined ? null : (
							<TextField
								label={`${itemWord[0]?.toUpperCase()}${itemWord.slice(1)} in a shard`}
								hint="Leave empty for the planner's choice."
								inputMode="numeric"
								value={settings.itemsPerShard}
								error={errors.itemsPerShard}
								onValueChange={(itemsPerShard) => onChange({ itemsPerShard })}
								testId="items-per-shard"
							/>
						)}
					</div>
					<ComparatorFields
						outputs={outputs}
						chosen={settings.comparators}
						onChange={(comparators) => onChange({ comparators })}
					/>
				</div>
			</details>
		</div>
	);
}

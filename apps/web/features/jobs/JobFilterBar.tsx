"use client";
import { JobState } from "@tabgrid/protocol";
import { Search } from "lucide-react";
import { Tabs } from "@/components/Tabs";
import { jobStrings } from "@/strings/jobs";
import type { JobFilter } from "./useJobFilter";

const words = jobStrings.list;
const control = "h-9 rounded-md border border-line-strong bg-surface text-sm text-ink";

/** Whose jobs, in which state, and a search; above the list. */
export function JobFilterBar({
	filter,
	onChange,
}: {
	filter: JobFilter;
	onChange: (change: Partial<JobFilter>) => void;
}) {
	return (
		<search className="mb-4 flex flex-wrap items-center gap-3">
			<Tabs
				label={words.whose}
				value={filter.whose}
				onChange={(whose) => onChange({ whose })}
				tabs={[
					{ value: "all", label: words.all },
					{ value: "mine", label: words.mine },
				]}
			/>
			<div className="relative min-w-48 flex-1">
				<Search
					aria-hidden
					className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-3"
				/>
				<input
					type="search"
					aria-label={words.search}
					placeholder={words.searchHint}
					maxLength={120}
					value={filter.q}
					data-testid="job-search"
					onChange={(event) => onChange({ q: event.target.value })}
					className={`${control} w-full pr-2 pl-8 placeholder:text-ink-3`}
				/>
			</div>
			<label className="flex items-center gap-2 text-[0.8125rem] text-ink-3">
				{words.state}
				<select
					value={filter.state ?? ""}
					data-testid="job-state-filter"
					onChange={({ target }) => {
						const state = JobState.safeParse(target.value);
						onChange({ state: state.success ? state.data : null });
					}}
					className={`${control} px-2`}
				>
					<option value="">{words.anyState}</option>
					{JobState.options.map((state) => (
						<option key={state} value={state}>
							{state}
						</option>
					))}
				</select>
			</label>
		</search>
	);
}

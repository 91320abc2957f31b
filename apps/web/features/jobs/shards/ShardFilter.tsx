import type { ShardCounts, ShardState } from "@tabgrid/protocol";
import { cn } from "@/lib/classNames";
import { count } from "@/lib/count";
import { jobStrings } from "@/strings/jobs";
import { shardStateView } from "../jobStateView";

/** The states in the order of interest, each with the colour of its cells. */
export const shardLegend: readonly { readonly state: ShardState; readonly colour: string }[] = [
	{ state: "verified", colour: "bg-cell-verified" },
	{ state: "running", colour: "bg-cell-running" },
	{ state: "disputed", colour: "bg-cell-disputed" },
	{ state: "failed", colour: "bg-cell-failed" },
	{ state: "pending", colour: "bg-cell-pending" },
];

/** The map's legend with its counts, which filters: a press shows only the shards of a state. */
export function ShardFilter({
	shards,
	only,
	onFilter,
}: {
	shards: ShardCounts;
	only: ShardState | null;
	onFilter: (only: ShardState | null) => void;
}) {
	return (
		<fieldset className="flex flex-wrap gap-1.5 border-t border-line px-3 py-2.5 sm:px-4">
			<legend className="sr-only">{jobStrings.shards.filterLabel}</legend>
			{shardLegend.map(({ state, colour }) => (
				<button
					key={state}
					type="button"
					aria-pressed={only === state}
					title={shardStateView[state].meaning}
					data-testid={`filter-${state}`}
					onClick={() => onFilter(only === state ? null : state)}
					className={cn(
						"flex h-8 items-center gap-2 rounded-md border border-transparent px-2 text-[0.8125rem] text-ink-2 transition-colors hover:bg-sunken",
						only === state && "border-line-strong bg-sunken text-ink",
					)}
				>
					<span aria-hidden className={cn("size-2.5 rounded-[1px]", colour)} />
					{state}
					<span className="tabular text-ink-3" data-testid={`shards-count-${state}`}>
						{count(shards[state])}
					</span>
				</button>
			))}
			<button
				type="button"
				disabled={only === null}
				data-testid="filter-all"
				onClick={() => onFilter(null)}
				className="ml-auto h-8 rounded-md px-2 text-[0.8125rem] text-ink-2 enabled:hover:bg-sunken disabled:invisible"
			>
				{jobStrings.shards.showAll}
			</button>
		</fieldset>
	);
}

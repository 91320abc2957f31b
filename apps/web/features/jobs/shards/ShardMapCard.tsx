"use client";
import type { JobView, ShardState } from "@tabgrid/protocol";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { QueryError } from "@/components/QueryError";
import { Skeleton } from "@/components/Skeleton";
import { cn } from "@/lib/classNames";
import { useDashboardConnected } from "@/lib/matcher/useDashboard";
import { shardStateView } from "../jobStateView";
import { ShardCanvas } from "./ShardCanvas";
import { ShardDialog } from "./ShardDialog";
import { useShardMap } from "./useShardMap";

const legend: readonly { state: ShardState; colour: string }[] = [
	{ state: "verified", colour: "bg-cell-verified" },
	{ state: "running", colour: "bg-cell-running" },
	{ state: "disputed", colour: "bg-cell-disputed" },
	{ state: "failed", colour: "bg-cell-failed" },
	{ state: "pending", colour: "bg-cell-pending" },
];

/** The live map of a job's shards, with its legend, which says the same in words. */
export function ShardMapCard({ job, live }: { job: JobView; live: boolean }) {
	const connected = useDashboardConnected();
	const [open, setOpen] = useState<number | null>(null);
	const map = useShardMap(job);
	const summary = legend.map(({ state }) => `${job.shards[state]} ${state}`).join(", ");
	return (
		<Card>
			<CardHeader
				title="Shards"
				hint={hintOf(live, connected)}
				actions={<OpenShard total={job.shardTotal} onOpen={setOpen} />}
			/>
			<div className="px-3 py-3 sm:px-4">
				{job.state === "draft" ? (
					<p className="px-1 py-2 text-sm text-ink-3">Shards appear once the job is paid for.</p>
				) : map.data ? (
					<ShardCanvas
						states={map.data.states}
						label={`Map of ${job.shardTotal} shards: ${summary}. Arrow keys choose a shard, Enter opens it.`}
						onOpen={setOpen}
					/>
				) : map.isError ? (
					<QueryError error={map.error} what="the shards" retry={() => void map.refetch()} />
				) : (
					<Skeleton className="h-40" />
				)}
			</div>
			<ul className="flex flex-wrap gap-x-5 gap-y-1.5 border-t border-line px-4 py-3 sm:px-5">
				{legend.map(({ state, colour }) => (
					<li
						key={state}
						title={shardStateView[state].meaning}
						className="flex items-center gap-2 text-[0.8125rem] text-ink-2"
					>
						<span aria-hidden className={cn("size-2.5 rounded-[1px]", colour)} />
						{state}
						<span className="tabular text-ink-3" data-testid={`shards-count-${state}`}>
							{job.shards[state]}
						</span>
					</li>
				))}
			</ul>
			<ShardDialog job={job} index={open} onClose={() => setOpen(null)} />
		</Card>
	);
}

function hintOf(live: boolean, connected: boolean): string {
	if (!live) return "Press a cell to see its replicas.";
	return connected
		? "Live. Press a cell to see its replicas."
		: "The line to the matcher is down; it comes back by itself.";
}

function OpenShard({ total, onOpen }: { total: number; onOpen: (index: number) => void }) {
	return (
		<form
			className="flex items-center gap-2"
			action={(data) => {
				const index = Number(data.get("shard"));
				if (Number.isInteger(index) && index >= 0 && index < total) onOpen(index);
			}}
		>
			<label htmlFor="shard-number" className="text-[0.8125rem] text-ink-3">
				Shard
			</label>
			<input
				id="shard-number"
				name="shard"
				type="number"
				min={0}
				max={total - 1}
				defaultValue={0}
				data-testid="shard-number"
				className="h-8 w-20 rounded-md border border-line-strong bg-surface px-2 text-sm"
			/>
			<Button type="submit" size="sm" variant="secondary" data-testid="open-shard">
				Open
			</Button>
		</form>
	);
}

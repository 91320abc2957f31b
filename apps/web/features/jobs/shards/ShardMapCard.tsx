"use client";
import type { JobView } from "@tabgrid/protocol";
import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import { Button } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { QueryError } from "@/components/QueryError";
import { Skeleton } from "@/components/Skeleton";
import { useDashboardConnected } from "@/lib/matcher/useDashboard";
import { jobStrings } from "@/strings/jobs";
import { OpenShard } from "./OpenShard";
import { ShardCanvas } from "./ShardCanvas";
import { ShardFilter, shardLegend } from "./ShardFilter";
import { shardCells } from "./shardCells";
import { useShardLink } from "./useShardLink";
import { useShardMap } from "./useShardMap";

const words = jobStrings.shards;
const ShardDialog = dynamic(() => import("./ShardDialog").then((module) => module.ShardDialog), {
	ssr: false,
});

/** The live map of a job's shards, with its legend, which says the same in words and filters. */
export function ShardMapCard({ job, live }: { job: JobView; live: boolean }) {
	const connected = useDashboardConnected();
	const link = useShardLink(job.shardTotal);
	const [opened, setOpened] = useState(false);
	// A shard that the page's address opened was opened from nowhere: the map takes over.
	const [byLink] = useState(link.shard !== null);
	const canvas = useRef<HTMLCanvasElement>(null);
	if (link.shard !== null && !opened) setOpened(true);
	const map = useShardMap(job);
	const states = map.data?.states ?? "";
	const cells = useMemo(() => shardCells(states, link.only), [states, link.only]);
	const summary = shardLegend.map(({ state }) => words.count(job.shards[state], state)).join(", ");
	return (
		<Card>
			<CardHeader
				title={words.title}
				hint={live ? (connected ? words.live : words.connecting) : undefined}
				actions={<OpenShard total={job.shardTotal} onOpen={link.open} />}
			/>
			<div className="px-3 py-3 sm:px-4">
				{job.state === "draft" ? (
					<p className="px-1 py-2 text-sm text-ink-3">{words.unpaid}</p>
				) : map.isError && map.data === undefined ? (
					<QueryError error={map.error} what={words.what} retry={() => void map.refetch()} />
				) : map.data === undefined ? (
					<Skeleton className="h-40" />
				) : link.only !== null && cells.count === 0 ? (
					<div className="flex flex-wrap items-center gap-3 px-1 py-2 text-sm text-ink-3">
						{words.emptyFilter(link.only)}
						<Button size="sm" variant="secondary" onClick={() => link.filter(null)}>
							{words.showAll}
						</Button>
					</div>
				) : (
					<ShardCanvas
						cells={cells}
						states={states}
						canvas={canvas}
						label={words.map(cells.count, summary)}
						onOpen={link.open}
					/>
				)}
			</div>
			<ShardFilter shards={job.shards} only={link.only} onFilter={link.filter} />
			{opened ? (
				<ShardDialog
					job={job}
					index={link.shard}
					cells={cells}
					finalFocus={byLink ? canvas : undefined}
					onGo={link.open}
					onClose={link.close}
				/>
			) : null}
		</Card>
	);
}

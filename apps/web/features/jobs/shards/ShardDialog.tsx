"use client";
import type { JobView } from "@tabgrid/protocol";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import { jobStrings } from "@/strings/jobs";
import { shardStateView } from "../jobStateView";
import { ShareButton } from "../share/ShareButton";
import { ShardEvidence } from "./ShardEvidence";
import type { ShardCells } from "./shardCells";

const words = jobStrings.shard;

/**
 * One shard with its evidence: every replica, what it said and how far it was from the others. The
 * arrow keys go to the shards beside it, those of the same state when the map is filtered.
 */
export function ShardDialog({
	job,
	index,
	cells,
	finalFocus,
	onGo,
	onClose,
}: {
	job: JobView;
	index: number | null;
	cells: ShardCells;
	finalFocus: RefObject<HTMLElement | null> | undefined;
	onGo: (index: number) => void;
	onClose: () => void;
}) {
	const matcher = useMatcher();
	const query = useQuery({
		queryKey: matcherKeys.shard(job.jobId, index ?? -1),
		queryFn: () => matcher.shard(job.jobId, index ?? 0),
		enabled: index !== null,
		placeholderData: keepPreviousData,
	});
	const shard = query.isError ? undefined : query.data;
	const cell = index === null ? null : cells.cellOf(index);
	const before = cell === null ? undefined : cells.shardAt(cell - 1);
	const after = cell === null ? undefined : cells.shardAt(cell + 1);
	return (
		<Dialog
			side
			open={index !== null}
			onOpenChange={(open) => {
				if (!open) onClose();
			}}
			title={words.title(index ?? 0, job.shardTotal)}
			description={shard ? shardStateView[shard.state].meaning : words.fetching}
			testId="shard-dialog"
			finalFocus={finalFocus}
			onKeyDown={({ key }) => {
				const next = key === "ArrowLeft" ? before : key === "ArrowRight" ? after : undefined;
				if (next !== undefined) onGo(next);
			}}
			footer={
				<>
					<ShareButton title={words.title(index ?? 0, job.shardTotal)} className="mr-auto" />
					<Button
						size="sm"
						variant="secondary"
						disabled={before === undefined}
						data-testid="previous-shard"
						onClick={() => before !== undefined && onGo(before)}
					>
						<ChevronLeft aria-hidden /> {words.previous}
					</Button>
					<Button
						size="sm"
						variant="secondary"
						disabled={after === undefined}
						data-testid="next-shard"
						onClick={() => after !== undefined && onGo(after)}
					>
						{words.next} <ChevronRight aria-hidden />
					</Button>
				</>
			}
		>
			{query.isPending ? <SkeletonRows label={words.fetching} /> : null}
			{query.isError ? (
				<QueryError error={query.error} what={words.what} retry={() => void query.refetch()} />
			) : null}
			{shard ? <ShardEvidence shard={shard} spec={job.spec} /> : null}
		</Dialog>
	);
}

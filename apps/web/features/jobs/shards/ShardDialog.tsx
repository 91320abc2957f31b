"use client";
import type { JobView } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/Badge";
import { Copyable } from "@/components/Copyable";
import { Dialog } from "@/components/Dialog";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import { shardStateView } from "../jobStateView";
import { ReplicaCard } from "./ReplicaCard";

/** One shard with its evidence: every replica, what it said and how far it was from the others. */
export function ShardDialog({
	job,
	index,
	onClose,
}: {
	job: JobView;
	index: number | null;
	onClose: () => void;
}) {
	const matcher = useMatcher();
	const query = useQuery({
		queryKey: matcherKeys.shard(job.jobId, index ?? -1),
		queryFn: () => matcher.shard(job.jobId, index ?? 0),
		enabled: index !== null,
	});
	const shard = query.data;
	return (
		<Dialog
			side
			open={index !== null}
			onOpenChange={(open) => {
				if (!open) onClose();
			}}
			title={`Shard ${index ?? ""}`}
			description={shard ? shardStateView[shard.state].meaning : "Fetching its replicas"}
			testId="shard-dialog"
		>
			{query.isPending ? <SkeletonRows label="Loading the shard" /> : null}
			{query.isError ? (
				<QueryError error={query.error} what="this shard" retry={() => void query.refetch()} />
			) : null}
			{shard ? (
				<div className="space-y-4">
					<dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5 gap-y-2 text-sm">
						<dt className="text-[0.8125rem] text-ink-3">State</dt>
						<dd>
							<Badge dot tone={shardStateView[shard.state].tone} data-testid="shard-state">
								{shard.state}
							</Badge>
						</dd>
						{shard.labels?.length ? (
							<>
								<dt className="text-[0.8125rem] text-ink-3">Items</dt>
								<dd className="break-words">{shard.labels.join(", ")}</dd>
							</>
						) : null}
						<dt className="text-[0.8125rem] text-ink-3">Input</dt>
						<dd>
							<Copyable value={shard.input} label="input's digest" />
						</dd>
						{shard.canonical ? (
							<>
								<dt className="text-[0.8125rem] text-ink-3">Canonical result</dt>
								<dd>
									<Copyable value={shard.canonical} label="canonical result's digest" />
								</dd>
							</>
						) : null}
					</dl>
					<h3 className="pt-2 text-sm font-semibold">
						{shard.replicas.length} {shard.replicas.length === 1 ? "replica" : "replicas"}
					</h3>
					<ul className="space-y-3">
						{shard.replicas.map((replica) => (
							<ReplicaCard
								key={replica.replicaId}
								replica={replica}
								canonical={replica.digest !== null && replica.digest === shard.canonical}
							/>
						))}
					</ul>
				</div>
			) : null}
		</Dialog>
	);
}

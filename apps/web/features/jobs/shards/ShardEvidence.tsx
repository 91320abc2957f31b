import type { JobSpec, ShardView } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Badge } from "@/components/Badge";
import { Copyable } from "@/components/Copyable";
import { describeComparator } from "@/lib/describeComparator";
import { jobStrings } from "@/strings/jobs";
import { shardStateView } from "../jobStateView";
import { ReplicaCard } from "./ReplicaCard";

const words = jobStrings.shard;

/** A shard's own facts, and its replicas below. */
export function ShardEvidence({ shard, spec }: { shard: ShardView; spec: JobSpec }) {
	const own = Object.entries(spec.comparators);
	return (
		<div className="space-y-4">
			<dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5 gap-y-2 text-sm">
				<Row name={words.state}>
					<Badge dot tone={shardStateView[shard.state].tone} data-testid="shard-state">
						{shard.state}
					</Badge>
				</Row>
				{shard.spotCheck || shard.reopened > 0 ? (
					<Row name={words.checked}>
						{shard.spotCheck ? <span className="block">{words.spotCheck}</span> : null}
						{shard.reopened > 0 ? (
							<span className="block" data-testid="shard-reopened">
								{words.reopened(shard.reopened)}
							</span>
						) : null}
					</Row>
				) : null}
				{shard.labels?.length ? (
					<Row name={words.items}>
						<span className="break-words">{shard.labels.join(", ")}</span>
					</Row>
				) : null}
				<Row name={words.input}>
					<Copyable value={shard.input} label={words.inputLabel} />
				</Row>
				{shard.canonical ? (
					<Row name={words.canonical}>
						<Copyable value={shard.canonical} label={words.canonicalLabel} />
					</Row>
				) : null}
				<Row name={words.comparison}>
					{own.length === 0
						? words.kernelsOwn
						: own.map(([output, comparator]) => (
								<span key={output} className="block">
									<span className="font-mono text-xs">{output}</span>{" "}
									{describeComparator(comparator)}
								</span>
							))}
				</Row>
			</dl>
			<h3 className="pt-2 text-sm font-semibold">{words.replicas(shard.replicas.length)}</h3>
			{shard.replicas.length === 0 ? (
				<p className="text-sm text-ink-3">{words.noReplicas}</p>
			) : (
				<ul className="space-y-3">
					{shard.replicas.map((replica) => (
						<ReplicaCard
							key={replica.replicaId}
							replica={replica}
							canonical={shard.canonical}
							spec={spec}
						/>
					))}
				</ul>
			)}
			<p className="text-xs text-ink-3">{words.distanceMeans}</p>
		</div>
	);
}

function Row({ name, children }: { name: string; children: ReactNode }) {
	return (
		<>
			<dt className="text-[0.8125rem] text-ink-3">{name}</dt>
			<dd className="min-w-0">{children}</dd>
		</>
	);
}

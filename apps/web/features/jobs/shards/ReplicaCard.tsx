import type { ReplicaView } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Badge } from "@/components/Badge";
import { Copyable } from "@/components/Copyable";
import { RelativeTime } from "@/components/RelativeTime";
import { duration } from "@/lib/relativeTime";
import { replicaStateTone } from "../jobStateView";

/** One replica: who computed it, on what, in which time, and how it compared. */
export function ReplicaCard({ replica, canonical }: { replica: ReplicaView; canonical: boolean }) {
	const { timings } = replica;
	return (
		<li className="rounded-md border border-line" data-testid="replica" data-state={replica.state}>
			<div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-2">
				<span className="flex items-center gap-2 text-[0.8125rem] text-ink-3">
					provider <Copyable value={replica.providerId} label="provider id" />
				</span>
				<span className="flex items-center gap-1.5">
					{canonical ? <Badge title="Its bytes are the canonical result's">canonical</Badge> : null}
					<Badge dot tone={replicaStateTone[replica.state]}>
						{replica.state}
					</Badge>
				</span>
			</div>
			<dl className="grid grid-cols-2 gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
				<Fact name="Distance">{distanceText(replica.distance)}</Fact>
				<Fact name="Digest">
					{replica.digest ? <Copyable value={replica.digest} label="digest" /> : "–"}
				</Fact>
				<Fact name="Backend">
					{replica.backend ?? "–"}
					{replica.adapter ? <span className="text-ink-3"> · {replica.adapter}</span> : null}
				</Fact>
				<Fact name="Wallet">
					{replica.wallet ? <Copyable value={replica.wallet} label="wallet" /> : "not linked"}
				</Fact>
				<Fact name="Leased">
					<RelativeTime at={replica.leasedAt} />
				</Fact>
				<Fact name="Attestation">
					{replica.signature ? (
						<Copyable value={replica.signature} label="attestation's signature" />
					) : (
						"–"
					)}
				</Fact>
			</dl>
			{timings ? (
				<p className="tabular border-t border-line px-3 py-2 text-xs text-ink-3">
					model {duration(timings.model)} · input {duration(timings.input)} · prepare{" "}
					{duration(timings.prepare)} ·{" "}
					<span className="text-ink-2">run {duration(timings.run)}</span> · attest{" "}
					{duration(timings.attest)}
				</p>
			) : null}
			{replica.error ? (
				<p className="border-t border-line px-3 py-2 text-xs break-words text-warn">
					{replica.error.code}: {replica.error.message}
				</p>
			) : null}
		</li>
	);
}

function distanceText(distance: number | null): string {
	if (distance === null) return "not judged yet";
	return distance === 0 ? "0 (equal)" : distance.toExponential(2);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="min-w-0">
			<dt className="text-xs text-ink-3">{name}</dt>
			<dd className="truncate">{children}</dd>
		</div>
	);
}

import type { Digest, JobSpec, ReplicaView } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Badge } from "@/components/Badge";
import { Copyable } from "@/components/Copyable";
import { Link } from "@/components/Link";
import { RelativeTime } from "@/components/RelativeTime";
import { duration } from "@/lib/relativeTime";
import { jobStrings } from "@/strings/jobs";
import { replicaStateTone } from "../jobStateView";
import { DifferenceView } from "./evidence/DifferenceView";

const words = jobStrings.replica;

/** One replica: who computed it, on what, in which time, and how it compared. */
export function ReplicaCard({
	replica,
	canonical,
	spec,
}: {
	replica: ReplicaView;
	/** The shard's canonical result; null before there is one. */
	canonical: Digest | null;
	spec: JobSpec;
}) {
	const { submittedAt, leasedAt, digest } = replica;
	const isCanonical = digest !== null && digest === canonical;
	const refuted = replica.state === "disagreed" && !isCanonical;
	return (
		<li className="rounded-md border border-line" data-testid="replica" data-state={replica.state}>
			<div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-2">
				<span className="flex items-center gap-2 text-[0.8125rem] text-ink-3">
					<Link
						href={`/providers/${replica.providerId}`}
						className="rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink"
					>
						{words.provider}
					</Link>
					<Copyable value={replica.providerId} label={words.providerLabel} />
				</span>
				<span className="flex items-center gap-1.5">
					{isCanonical ? <Badge title={words.canonicalMeans}>{words.canonical}</Badge> : null}
					<Badge dot tone={replicaStateTone[replica.state]}>
						{replica.state}
					</Badge>
				</span>
			</div>
			<dl className="grid grid-cols-2 gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
				<Fact name={words.distance}>{words.distanceText(replica.distance)}</Fact>
				<Fact name={words.digest}>
					{replica.digest ? <Copyable value={replica.digest} label={words.digestLabel} /> : "–"}
				</Fact>
				<Fact name={words.backend}>
					{replica.backend ?? "–"}
					{replica.runtime ? (
						<span className="text-ink-3">{words.runtime(replica.runtime)}</span>
					) : null}
				</Fact>
				<Fact name={words.adapter}>{replica.adapter ?? "–"}</Fact>
				<Fact name={words.leased}>
					<RelativeTime at={leasedAt} />
				</Fact>
				<Fact name={words.answered}>
					{submittedAt === null ? "–" : words.after(duration(Math.max(0, submittedAt - leasedAt)))}
				</Fact>
				<Fact name={words.wallet}>
					{replica.wallet ? (
						<Copyable value={replica.wallet} label={words.walletLabel} />
					) : (
						words.notLinked
					)}
				</Fact>
				<Fact name={words.attestation}>
					{replica.signature ? (
						<Copyable value={replica.signature} label={words.signatureLabel} />
					) : (
						"–"
					)}
				</Fact>
			</dl>
			{refuted && digest !== null && canonical !== null ? (
				<DifferenceView spec={spec} digest={digest} canonical={canonical} />
			) : null}
			{replica.timings ? <Timings timings={replica.timings} /> : null}
			{replica.error ? (
				<p className="border-t border-line px-3 py-2 text-xs break-words text-warn">
					{words.error(replica.error.code, replica.error.message)}
				</p>
			) : null}
		</li>
	);
}

/** How long each part of a replica took; the run itself stands out. */
function Timings({ timings }: { timings: NonNullable<ReplicaView["timings"]> }) {
	return (
		<dl
			data-testid="replica-timings"
			className="tabular flex flex-wrap gap-x-3 gap-y-1 border-t border-line px-3 py-2 text-xs text-ink-3"
		>
			{words.timings.map(([part, word]) => (
				<div key={part} className={part === "run" ? "text-ink-2" : undefined}>
					<dt className="inline">{word}</dt> <dd className="inline">{duration(timings[part])}</dd>
				</div>
			))}
		</dl>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="min-w-0">
			<dt className="text-xs text-ink-3">{name}</dt>
			<dd className="truncate">{children}</dd>
		</div>
	);
}

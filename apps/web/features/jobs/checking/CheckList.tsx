"use client";
import type { CheckKind, JobCheckList, JobView } from "@tabgrid/protocol";
import { useState } from "react";
import { Badge, type Tone } from "@/components/Badge";
import { Button } from "@/components/Button";
import { QueryError } from "@/components/QueryError";
import { RelativeTime } from "@/components/RelativeTime";
import { ScrollRegion } from "@/components/ScrollRegion";
import { Skeleton } from "@/components/Skeleton";
import { checkingStrings as words } from "@/strings/checking";
import { useShardLink } from "../shards/useShardLink";
import { useJobChecks } from "./useJobChecks";

type Check = JobCheckList["checks"][number];

/** Checks shown before anyone asks for all. */
const few = 5;
const kindTone: Record<CheckKind, Tone> = {
	spotCheck: "info",
	dispute: "warn",
	lookBack: "warn",
	lastCheck: "info",
};
const outcomeTone: Record<Check["outcome"], Tone> = {
	open: "neutral",
	agreed: "accent",
	refuted: "bad",
};

/** Every shard that had a second look: why, when, and what came of it. */
export function CheckList({ job }: { job: JobView }) {
	const query = useJobChecks(job);
	const link = useShardLink(job.shardTotal);
	const [all, setAll] = useState(false);
	const checks = query.data?.checks;
	return (
		<div className="border-t border-line">
			<h3 className="px-4 pt-3 text-[0.8125rem] font-semibold sm:px-5">{words.list}</h3>
			{checks === undefined ? (
				query.isError ? (
					<QueryError error={query.error} what={words.what} retry={() => void query.refetch()} />
				) : (
					<Skeleton className="mx-4 my-3 h-12 sm:mx-5" />
				)
			) : checks.length === 0 ? (
				<p className="px-4 pt-1 pb-3 text-[0.8125rem] text-ink-3 sm:px-5">{words.empty}</p>
			) : (
				<>
					<ScrollRegion label={words.list} className={all ? "max-h-96" : undefined}>
						<ul className="px-2 py-1.5 sm:px-3" data-testid="job-checks">
							{checks.slice(0, all ? undefined : few).map((check) => (
								<li key={check.shardIndex}>
									<CheckRow check={check} onOpen={() => link.open(check.shardIndex)} />
								</li>
							))}
						</ul>
					</ScrollRegion>
					{checks.length > few ? (
						<div className="px-2 pb-1.5 sm:px-3">
							<Button
								size="sm"
								variant="quiet"
								aria-expanded={all}
								data-testid="all-checks"
								onClick={() => setAll(!all)}
							>
								{all ? words.showFew : words.showAll(checks.length)}
							</Button>
						</div>
					) : null}
				</>
			)}
		</div>
	);
}

function CheckRow({ check, onOpen }: { check: Check; onOpen: () => void }) {
	const { shardIndex, kind, at, outcome } = check;
	return (
		<button
			type="button"
			onClick={onOpen}
			data-testid="job-check"
			data-kind={kind}
			data-outcome={outcome}
			className="grid w-full cursor-pointer grid-cols-[6.5rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 rounded-md px-2 py-2 text-left text-[0.8125rem] hover:bg-sunken sm:grid-cols-[6.5rem_5.5rem_minmax(0,1fr)_auto_5rem]"
		>
			<span>
				<Badge tone={kindTone[kind]}>{words.kinds[kind].name}</Badge>
			</span>
			<span className="tabular font-medium">{words.shard(shardIndex)}</span>
			<span className="col-span-full row-start-2 text-ink-3 sm:col-span-1 sm:row-start-auto">
				{words.kinds[kind].means}
			</span>
			<span className="justify-self-end">
				<Badge dot tone={outcomeTone[outcome]}>
					{words.outcomes[outcome]}
				</Badge>
			</span>
			<RelativeTime at={at} className="hidden text-right text-ink-3 sm:block" />
		</button>
	);
}

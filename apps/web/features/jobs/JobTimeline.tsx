"use client";
import type { JobView } from "@tabgrid/protocol";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { RelativeTime } from "@/components/RelativeTime";
import { jobTimeline } from "./timeline";
import { useJobEvents } from "./useJobEvents";

/** What happened to a job, with the transactions that did it. */
export function JobTimeline({ job }: { job: JobView }) {
	const events = useJobEvents(job);
	return (
		<Card>
			<CardHeader title="Events and transactions" />
			<ol className="px-4 py-3 sm:px-5" data-testid="job-events">
				{jobTimeline(job, events.data?.events ?? []).map((entry) => (
					<li
						key={`${entry.at}-${entry.what}-${entry.tx ?? ""}`}
						className="relative border-l border-line pb-3.5 pl-4 last:pb-0 before:absolute before:top-1.5 before:-left-[3.5px] before:size-1.5 before:rounded-[1px] before:bg-line-strong first:before:bg-accent"
					>
						<p className="text-sm">{entry.what}</p>
						<p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-ink-3">
							<RelativeTime at={entry.at} />
							{entry.tx ? (
								<Copyable value={entry.tx} label="transaction hash" testId="tx-hash" />
							) : null}
						</p>
					</li>
				))}
			</ol>
		</Card>
	);
}

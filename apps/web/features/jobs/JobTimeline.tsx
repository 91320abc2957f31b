"use client";
import type { JobView } from "@tabgrid/protocol";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { RelativeTime } from "@/components/RelativeTime";
import { ScrollRegion } from "@/components/ScrollRegion";
import { jobStrings } from "@/strings/jobs";
import { jobTimeline } from "./timeline";
import { useJobEvents } from "./useJobEvents";

const words = jobStrings.events;
/** Entries shown before anyone asks for all. */
const few = 8;

/** What happened to a job, newest first, with the transactions that did it. */
export function JobTimeline({ job }: { job: JobView }) {
	const events = useJobEvents(job);
	const [all, setAll] = useState(false);
	const entries = jobTimeline(job, events.data?.events ?? []);
	return (
		<Card>
			<CardHeader title={words.title} />
			<ScrollRegion label={words.title} className={all ? "max-h-[32rem]" : undefined}>
				<ol className="px-4 py-3 sm:px-5" data-testid="job-events">
					{entries.slice(0, all ? undefined : few).map((entry) => (
						<li
							key={`${entry.at}-${entry.what}-${entry.tx ?? ""}`}
							className="relative border-l border-line pb-3.5 pl-4 last:pb-0 before:absolute before:top-1.5 before:-left-[3.5px] before:size-1.5 before:rounded-[1px] before:bg-line-strong first:before:bg-accent"
						>
							<p className="text-sm">{entry.what}</p>
							<p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-ink-3">
								<RelativeTime at={entry.at} />
								{entry.tx ? (
									<Copyable value={entry.tx} label={words.txLabel} testId="tx-hash" />
								) : null}
							</p>
						</li>
					))}
				</ol>
			</ScrollRegion>
			{entries.length > few ? (
				<div className="border-t border-line px-2 py-1.5 sm:px-3">
					<Button
						size="sm"
						variant="quiet"
						aria-expanded={all}
						data-testid="all-events"
						onClick={() => setAll(!all)}
					>
						{all ? words.showFew : words.showAll(entries.length)}
					</Button>
				</div>
			) : null}
		</Card>
	);
}

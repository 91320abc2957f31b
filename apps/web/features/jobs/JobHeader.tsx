"use client";
import type { JobView } from "@tabgrid/protocol";
import { ArrowLeft, CopyPlus, ReceiptText } from "lucide-react";
import dynamic from "next/dynamic";
import { ButtonLink } from "@/components/Button";
import { Copyable } from "@/components/Copyable";
import { Link } from "@/components/Link";
import { Notice } from "@/components/Notice";
import { jobStrings } from "@/strings/jobs";
import { JobStateBadge } from "./JobStateBadge";
import { ClientCancel, StateMeaning } from "./money/clientParts";
import { ShareButton } from "./share/ShareButton";

const words = jobStrings.header;
/** Only a browser knows whether it can notify. */
const NotifyButton = dynamic(
	() => import("@/features/notify/NotifyButton").then((module) => module.NotifyButton),
	{ ssr: false },
);

/** A job's title, state and ids, and what can be done with it. */
export function JobHeader({ job }: { job: JobView }) {
	return (
		<header className="mb-6">
			<Link
				href="/jobs"
				className="mb-3 inline-flex items-center gap-1.5 rounded-sm text-[0.8125rem] text-ink-2 hover:text-ink"
			>
				<ArrowLeft aria-hidden className="size-3.5" /> {words.back}
			</Link>
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
				<div className="min-w-0">
					<div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
						<h1
							className="text-2xl font-semibold tracking-tight break-words"
							data-testid="job-title"
						>
							{job.title}
						</h1>
						<JobStateBadge state={job.state} testId="job-state" />
					</div>
					<p className="mt-1.5 text-sm text-ink-2">
						<StateMeaning job={job} />
					</p>
					<div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-[0.8125rem] text-ink-3">
						<span className="inline-flex items-center gap-1.5">
							{words.job} <Copyable value={job.jobId} label={words.jobLabel} testId="job-id" />
						</span>
						<span className="inline-flex items-center gap-1.5">
							{words.client} <Copyable value={job.client} label={words.clientLabel} />
						</span>
					</div>
				</div>
				<div className="flex flex-wrap items-center gap-2">
					<NotifyButton job={job} />
					<ShareButton title={job.title} />
					{job.state === "settled" ? (
						<ButtonLink
							size="sm"
							variant="secondary"
							href={`/receipts/${job.jobId}`}
							data-testid="receipts-link"
						>
							<ReceiptText aria-hidden /> {words.receipts}
						</ButtonLink>
					) : null}
					<ButtonLink
						size="sm"
						variant="secondary"
						href={`/jobs/new?from=${job.jobId}`}
						title={words.duplicateMeans}
						data-testid="duplicate"
					>
						<CopyPlus aria-hidden /> {words.duplicate}
					</ButtonLink>
					<ClientCancel job={job} />
				</div>
			</div>
			{job.reason ? (
				<Notice tone={job.state === "failed" ? "bad" : "info"} className="mt-4" testId="job-reason">
					{job.reason}
				</Notice>
			) : null}
		</header>
	);
}

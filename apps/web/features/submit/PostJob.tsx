"use client";
import type { JobId } from "@tabgrid/protocol";
import { Check, LoaderCircle } from "lucide-react";
import { Button } from "@/components/Button";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { ReadinessNotice } from "@/features/wallet/ReadinessNotice";
import { useReadiness } from "@/features/wallet/useReadiness";
import { cn } from "@/lib/classNames";
import { explainError } from "@/lib/explainError";
import { formatBytes } from "@/lib/formatBytes";
import type { JobTerms } from "./settings";
import { type PostStep, postSteps, usePostJob } from "./usePostJob";
import type { PlanSummary } from "./worker/plannerMessages";
import type { Planner } from "./worker/startPlanner";

const words: Record<PostStep, string> = {
	upload: "Upload inputs",
	register: "Register the job",
	sign: "Sign the permit in your wallet",
	confirm: "Confirm the transaction in your wallet",
	wait: "Wait for the chain",
};

/** Uploads, registers, signs and pays, showing each step, and says what to do when one fails. */
export function PostJob({
	plan,
	planner,
	terms,
	budget,
	onPosted,
}: {
	plan: PlanSummary;
	planner: Planner;
	terms: JobTerms;
	budget: bigint;
	onPosted: (jobId: JobId) => void;
}) {
	const readiness = useReadiness(budget);
	const post = usePostJob();
	const busy = post.isPending || post.isSuccess;
	return (
		<div className="space-y-4">
			{busy ? null : <ReadinessNotice readiness={readiness} amount={budget} />}
			{busy ? <Steps current={post.step} done={post.isSuccess} upload={post.upload} /> : null}
			{post.isError ? <PostError error={post.error} /> : null}
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<Button
					size="lg"
					data-testid="post-job"
					busy={busy}
					disabled={readiness.kind !== "ready"}
					onClick={() => post.mutate({ plan, planner, terms }, { onSuccess: onPosted })}
				>
					{post.isError ? "Try again: pay" : "Pay"} <Money amount={budget} /> and post
				</Button>
				<p className="text-[0.8125rem] text-ink-3">One signature and one transaction.</p>
			</div>
		</div>
	);
}

function PostError({ error }: { error: unknown }) {
	const { kind, message } = explainError(error);
	return (
		<Notice
			tone={kind === "rejected" ? "warn" : "bad"}
			testId={kind === "rejected" ? "post-rejected" : "post-error"}
			title={kind === "rejected" ? "You said no" : "The job was not posted"}
		>
			{message} The uploaded inputs are kept, so trying again is quick.
		</Notice>
	);
}

function Steps({
	current,
	done,
	upload,
}: {
	current: PostStep;
	done: boolean;
	upload: { done: number; total: number };
}) {
	const at = done ? postSteps.length : postSteps.indexOf(current);
	return (
		<ol aria-live="polite" className="space-y-2 rounded-lg border border-line p-4 text-sm">
			{postSteps.map((step, index) => (
				<li key={step} data-testid={`post-step-${step}`} data-active={index === at || undefined}>
					<div
						className={cn(
							"flex items-center gap-2.5",
							index > at && "text-ink-3",
							index === at && "font-medium",
						)}
					>
						{index < at ? (
							<Check aria-hidden className="size-4 text-accent" />
						) : index === at ? (
							<LoaderCircle aria-hidden className="size-4 animate-spin text-accent" />
						) : (
							<span aria-hidden className="mx-1.5 size-1 rounded-full bg-line-strong" />
						)}
						{words[step]}
						{step === "upload" && index === at && upload.total > 0 ? (
							<span className="tabular ml-auto text-xs font-normal text-ink-3">
								{formatBytes(upload.done)} of {formatBytes(upload.total)}
							</span>
						) : null}
					</div>
					{step === "upload" && index === at ? (
						<Progress
							className="mt-2"
							label="Uploading"
							value={upload.done}
							max={Math.max(upload.total, 1)}
						/>
					) : null}
				</li>
			))}
		</ol>
	);
}

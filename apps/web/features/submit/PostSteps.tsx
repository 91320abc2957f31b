"use client";
import { Check, LoaderCircle } from "lucide-react";
import { cn } from "@/lib/classNames";
import { submitStrings } from "@/strings/submit";
import { UploadPanel } from "./upload/UploadPanel";
import type { Upload } from "./upload/useUpload";
import { type PostStep, postSteps } from "./usePostJob";

const words = submitStrings.post.steps;

/** The steps of posting a job, with the one that is under way. */
export function PostSteps({
	current,
	done,
	upload,
}: {
	current: PostStep;
	done: boolean;
	upload: Upload;
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
					</div>
					{step === "upload" && index === at ? <UploadPanel upload={upload} /> : null}
				</li>
			))}
		</ol>
	);
}

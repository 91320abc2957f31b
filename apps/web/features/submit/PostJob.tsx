"use client";
import type { JobId } from "@tabgrid/protocol";
import { Button } from "@/components/Button";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { ReadinessNotice } from "@/features/wallet/ReadinessNotice";
import { useReadiness } from "@/features/wallet/useReadiness";
import { explainWalletError } from "@/lib/explainWalletError";
import { submitStrings } from "@/strings/submit";
import { PostSteps } from "./PostSteps";
import type { JobTerms } from "./settings";
import { UploadPanel } from "./upload/UploadPanel";
import type { Upload } from "./upload/useUpload";
import { usePostJob } from "./usePostJob";
import type { PlanSummary } from "./worker/plannerMessages";

const words = submitStrings.post;

/** Uploads, registers, signs and pays, showing each step, and says what to do when one fails. */
export function PostJob({
	plan,
	terms,
	upload,
	budget,
	onPosted,
}: {
	plan: PlanSummary;
	terms: JobTerms;
	upload: Upload;
	budget: bigint;
	onPosted: (jobId: JobId) => void;
}) {
	const readiness = useReadiness(budget);
	const post = usePostJob(upload);
	const busy = post.isPending || post.isSuccess;
	return (
		<div className="space-y-4">
			{busy ? null : <ReadinessNotice readiness={readiness} amount={budget} />}
			{busy ? (
				<PostSteps current={post.step} done={post.isSuccess} upload={upload} />
			) : (
				<UploadAlone upload={upload} />
			)}
			{post.isError ? <PostError error={post.error} /> : null}
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<Button
					size="lg"
					data-testid="post-job"
					busy={busy}
					disabled={readiness.kind !== "ready"}
					onClick={() => post.mutate({ plan, terms }, { onSuccess: onPosted })}
				>
					{post.isError ? words.again : words.pay} <Money amount={budget} /> {words.andPost}
				</Button>
				<p className="text-[0.8125rem] text-ink-3">{words.once}</p>
			</div>
		</div>
	);
}

/** An upload that goes on after a reload, before anyone pays. */
function UploadAlone({ upload }: { upload: Upload }) {
	const { state, start } = upload;
	if (state.kind === "failed")
		return (
			<Notice
				tone="bad"
				testId="upload-failed"
				title={words.uploadFailed}
				actions={
					<Button size="sm" variant="secondary" onClick={() => void start().catch(() => undefined)}>
						{words.uploadAgain}
					</Button>
				}
			>
				{explainWalletError(state.error).message}
			</Notice>
		);
	if (state.kind === "done") return <Notice testId="upload-done">{words.uploaded}</Notice>;
	return <UploadPanel upload={upload} />;
}

function PostError({ error }: { error: unknown }) {
	const { kind, message } = explainWalletError(error);
	return (
		<Notice
			tone={kind === "rejected" ? "warn" : "bad"}
			testId={kind === "rejected" ? "post-rejected" : "post-error"}
			title={kind === "rejected" ? words.refused : words.failed}
		>
			{message} {words.kept}
		</Notice>
	);
}

"use client";
import type { JobView } from "@tabgrid/protocol";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Button } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { explainError } from "@/lib/explainError";
import { formatBytes } from "@/lib/formatBytes";
import { useMatcher } from "@/lib/matcher/useMatcher";
import { resultStrings } from "@/strings/results";
import { previewOf } from "./previews";
import { saveFile } from "./saveFile";
import { previewLimit, useArtifact } from "./useArtifact";

const words = resultStrings.panel;
type Artifact = NonNullable<JobView["artifact"]>;

/** A job's result: a look into it, and its download. */
export function ResultPanel({ job, artifact }: { job: JobView; artifact: Artifact }) {
	const matcher = useMatcher();
	const preview = useArtifact(artifact);
	const Preview = previewOf(job.kernel);
	const download = useMutation({
		mutationFn: async () => preview.data ?? (await matcher.blob(artifact.digest)),
		onSuccess: (blob) => saveFile(blob, artifact.fileName),
		onError: (error) => toast.failed(words.failed, explainError(error).message),
	});
	return (
		<Card data-testid="result">
			<CardHeader
				title={words.title}
				hint={
					<span className="inline-flex flex-wrap items-center gap-x-3">
						{words.file(artifact.fileName, formatBytes(artifact.bytes))}
						<Copyable value={artifact.digest} label={words.digest} testId="result-digest" />
					</span>
				}
				actions={
					<Button
						data-testid="download-result"
						busy={download.isPending}
						onClick={() => download.mutate()}
					>
						{download.isPending ? null : <Download aria-hidden />} {words.download}
					</Button>
				}
			/>
			{artifact.bytes > previewLimit ? (
				<p className="px-4 py-4 text-sm text-ink-3 sm:px-5">{words.tooLarge}</p>
			) : preview.isError ? (
				<QueryError error={preview.error} what={words.what} retry={() => void preview.refetch()} />
			) : preview.data === undefined ? (
				<SkeletonRows rows={3} label={words.loading} />
			) : (
				<Preview job={job} digest={artifact.digest} blob={preview.data} />
			)}
		</Card>
	);
}

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
import { ArraysPreview } from "./ArraysPreview";
import { EmbeddingsPreview } from "./embeddings/EmbeddingsPreview";
import { OcrPreview } from "./OcrPreview";
import { PicturePreview } from "./PicturePreview";
import { PricePreview } from "./PricePreview";
import { PagesPreview } from "./pages/PagesPreview";
import { saveFile } from "./saveFile";
import { previewLimit, useArtifact } from "./useArtifact";

type Artifact = NonNullable<JobView["artifact"]>;

/** A job's result: a look into it, and its download. */
export function ResultPanel({ job, artifact }: { job: JobView; artifact: Artifact }) {
	const matcher = useMatcher();
	const preview = useArtifact(artifact);
	const download = useMutation({
		mutationFn: async () => preview.data ?? (await matcher.blob(artifact.digest)),
		onSuccess: (blob) => saveFile(blob, artifact.fileName),
		onError: (error) => toast.failed("The result did not arrive", explainError(error).message),
	});
	return (
		<Card data-testid="result">
			<CardHeader
				title="Result"
				hint={
					<span className="inline-flex flex-wrap items-center gap-x-3">
						{artifact.fileName}, {formatBytes(artifact.bytes)}
						<Copyable value={artifact.digest} label="result's digest" testId="result-digest" />
					</span>
				}
				actions={
					<Button
						data-testid="download-result"
						busy={download.isPending}
						onClick={() => download.mutate()}
					>
						{download.isPending ? null : <Download aria-hidden />} Download
					</Button>
				}
			/>
			{artifact.bytes > previewLimit ? (
				<p className="px-4 py-4 text-sm text-ink-3 sm:px-5">
					The result is too large to show here. Download it.
				</p>
			) : preview.isError ? (
				<QueryError error={preview.error} what="the result" retry={() => void preview.refetch()} />
			) : preview.data === undefined ? (
				<SkeletonRows rows={3} label="Loading the result" />
			) : (
				<Preview job={job} digest={artifact.digest} blob={preview.data} />
			)}
		</Card>
	);
}

/** A look into a result, as fits its kernel. */
function Preview({ job, digest, blob }: { job: JobView; digest: string; blob: Blob }) {
	switch (job.kernel) {
		case "ocr-lines":
			return <OcrPreview digest={digest} blob={blob} />;
		case "detect-text":
			return <PagesPreview job={job} digest={digest} blob={blob} />;
		case "embed-audio":
			return <EmbeddingsPreview digest={digest} blob={blob} />;
		case "mandelbrot":
			return <PicturePreview title={job.title} blob={blob} />;
		case "monte-carlo":
			return <PricePreview digest={digest} blob={blob} />;
		default:
			return <ArraysPreview digest={digest} blob={blob} />;
	}
}

"use client";
import { OcrArtifact } from "@tabgrid/kernels";
import { parseOrThrow } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/Notice";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { resultStrings } from "@/strings/results";
import { LineList } from "./LineList";

const strings = resultStrings.lines;

/** The text that `ocr-lines` read, line by line with its confidence. */
export function OcrPreview({ digest, blob }: { digest: string; blob: Blob }) {
	const { data, error } = useQuery({
		queryKey: ["ocrArtifact", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () => parseOrThrow(OcrArtifact, JSON.parse(await blob.text()), "INTERNAL"),
	});
	if (error) return <QueryError error={error} what={strings.what} />;
	if (data === undefined) return <SkeletonRows rows={3} label={strings.loading} />;
	return (
		<div data-testid="ocr-text">
			{data.missing.length > 0 ? (
				<Notice tone="warn" className="m-4" title={strings.missing(data.missing.length)}>
					{strings.missingWhy(data.missing.slice(0, 10))}
				</Notice>
			) : null}
			<LineList lines={data.lines} />
		</div>
	);
}

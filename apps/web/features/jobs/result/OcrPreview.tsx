"use client";
import { parseOrThrow } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/Notice";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { cn } from "@/lib/classNames";

/** Lines read below this confidence are marked. */
const doubtful = 0.85;
const shown = 400;

/** The text that `ocr-lines` read, line by line with its confidence. */
export function OcrPreview({ digest, blob }: { digest: string; blob: Blob }) {
	const { data, error } = useQuery({
		queryKey: ["ocrArtifact", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () => {
			const { OcrArtifact } = await import("@tabgrid/kernels");
			return parseOrThrow(OcrArtifact, JSON.parse(await blob.text()), "INTERNAL");
		},
	});
	if (error) return <QueryError error={error} what="the text" />;
	if (data === undefined) return <SkeletonRows rows={3} label="Reading the text" />;
	return (
		<div data-testid="ocr-text">
			{data.missing.length > 0 ? (
				<Notice tone="warn" className="m-4" title={`${data.missing.length} lines are missing`}>
					Their shards found no quorum: {data.missing.slice(0, 10).join(", ")}
				</Notice>
			) : null}
			<ol className="max-h-[28rem] overflow-y-auto py-2">
				{data.lines.slice(0, shown).map((line, number) => (
					<li
						key={`${number}-${line.label}`}
						className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-4 px-4 py-1 hover:bg-sunken sm:grid-cols-[7.5rem_minmax(0,1fr)_auto] sm:px-5"
					>
						<span className="hidden truncate text-xs text-ink-3 sm:block" title={line.label}>
							{line.label}
						</span>
						<span className="break-words">{line.text}</span>
						<span
							title="Mean confidence of the characters"
							className={cn(
								"tabular text-xs",
								line.confidence < doubtful ? "font-medium text-warn" : "text-ink-3",
							)}
						>
							{(line.confidence * 100).toFixed(1)} %
						</span>
					</li>
				))}
			</ol>
			{data.lines.length > shown ? (
				<p className="border-t border-line px-4 py-2.5 text-[0.8125rem] text-ink-3 sm:px-5">
					{data.lines.length - shown} more lines are in the file.
				</p>
			) : null}
		</div>
	);
}

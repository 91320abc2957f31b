"use client";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/Notice";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { resultStrings } from "@/strings/results";
import { EmbeddingMap } from "./EmbeddingMap";
import { LikenessTable } from "./LikenessTable";
import { readEmbeddings, shownRecordings } from "./readEmbeddings";

const strings = resultStrings.embeddings;

/** The embeddings of `embed-audio`: each recording as a picture, and how alike recordings are. */
export function EmbeddingsPreview({ digest, blob }: { digest: string; blob: Blob }) {
	const { data, error } = useQuery({
		queryKey: ["embeddings", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () => readEmbeddings(new Uint8Array(await blob.arrayBuffer())),
	});
	if (error) return <QueryError error={error} what={strings.what} />;
	if (data === undefined) return <SkeletonRows rows={3} label={strings.loading} />;
	const shown = data.recordings.slice(0, shownRecordings);
	return (
		<div data-testid="embeddings">
			{data.missingRows > 0 ? (
				<Notice tone="warn" className="m-4" title={strings.missing(data.missingRows)}>
					{strings.missingWhy}
				</Notice>
			) : null}
			<ul className="space-y-4 px-4 py-4 sm:px-5">
				{shown.map((recording) => (
					<li key={recording.name}>
						<p className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-sm">
							<span className="min-w-0 truncate font-medium">{recording.name}</span>
							<span className="tabular text-[0.8125rem] text-ink-3">
								{strings.windows(recording.rows, recording.seconds)}
							</span>
						</p>
						<EmbeddingMap recording={recording} />
					</li>
				))}
			</ul>
			{data.recordings.length > shown.length ? (
				<p className="px-4 pb-4 text-[0.8125rem] text-ink-3 sm:px-5">
					{strings.more(data.recordings.length - shown.length)}
				</p>
			) : null}
			{shown.length > 1 ? (
				<LikenessTable names={shown.map(({ name }) => name)} cosines={data.likeness} />
			) : null}
		</div>
	);
}

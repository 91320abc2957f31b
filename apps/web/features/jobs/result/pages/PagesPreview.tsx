"use client";
import { DetectArtifact } from "@tabgrid/kernels";
import { type JobView, parseOrThrow } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { ScanText } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { SelectField } from "@/components/Field";
import { Notice } from "@/components/Notice";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { resultStrings } from "@/strings/results";
import { PageCanvas } from "./PageCanvas";
import { usePagePicture } from "./usePagePicture";
import { useReadBoxes } from "./useReadBoxes";

const strings = resultStrings.pages;

/** The boxes that `detect-text` found, over their pages, and the way on to reading them. */
export function PagesPreview({ job, digest, blob }: { job: JobView; digest: string; blob: Blob }) {
	const { data, error } = useQuery({
		queryKey: ["detectArtifact", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () => parseOrThrow(DetectArtifact, JSON.parse(await blob.text()), "INTERNAL"),
	});
	if (error) return <QueryError error={error} what={strings.what} />;
	if (data === undefined) return <SkeletonRows rows={3} label={strings.loading} />;
	return <Pages job={job} artifact={data} />;
}

function Pages({ job, artifact: { pages, missing } }: { job: JobView; artifact: DetectArtifact }) {
	const [chosen, setChosen] = useState("0");
	const page = pages[Number(chosen)];
	const picture = usePagePicture(job, page?.shard);
	const { read, busy, done, total } = useReadBoxes(job, pages);
	return (
		<div data-testid="pages">
			{missing.length > 0 ? (
				<Notice tone="warn" className="m-4" title={strings.missing(missing.length)}>
					{strings.missingWhy(missing.slice(0, 10))}
				</Notice>
			) : null}
			<div className="flex flex-wrap items-end justify-between gap-4 border-b border-line px-4 py-3 sm:px-5">
				{pages.length > 1 ? (
					<SelectField
						label={strings.choose}
						value={chosen}
						onChange={setChosen}
						options={pages.map(({ label, boxes }, index) => ({
							value: String(index),
							label: `${label}, ${strings.found(boxes.length)}`,
						}))}
					/>
				) : (
					<p className="text-sm" data-testid="boxes-found">
						{strings.found(total)}
					</p>
				)}
				<Button
					size="sm"
					busy={busy}
					disabled={total === 0}
					title={strings.readHint}
					data-testid="read-boxes"
					onClick={read}
				>
					{busy ? null : <ScanText aria-hidden />}
					{busy ? strings.cutting(done, total) : strings.read}
				</Button>
			</div>
			{picture.error ? (
				<QueryError
					error={picture.error}
					what={strings.picture}
					retry={() => void picture.refetch()}
				/>
			) : null}
			{page ? <PageCanvas page={page} picture={picture.data} /> : null}
		</div>
	);
}

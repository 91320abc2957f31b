"use client";
import { DetectTextParams, detectText, readCondensed } from "@tabgrid/kernels";
import { decodeBundle, type JobView, type ShardResult } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SelectField } from "@/components/Field";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { useMatcher } from "@/lib/matcher/useMatcher";
import { resultStrings } from "@/strings/results";
import { PageCanvas } from "../result/pages/PageCanvas";
import { usePagePicture } from "../result/pages/usePagePicture";
import { useResultFeed } from "./useResultFeed";

const strings = resultStrings.live;

/** The pages that `detect-text` has searched so far, one at a time. */
export function LivePages({ job }: { job: JobView }) {
	const [found, setFound] = useState<ReadonlyMap<number, ShardResult>>(new Map());
	const [chosen, setChosen] = useState<string>();
	useResultFeed(job, "none", (results) =>
		setFound(
			(before) => new Map([...before, ...results.map((one) => [one.shardIndex, one] as const)]),
		),
	);
	const pages = [...found.values()];
	const page = pages.find(({ shardIndex }) => String(shardIndex) === chosen) ?? pages[0];
	if (page === undefined)
		return (
			<p className="px-4 py-6 text-sm text-ink-3 sm:px-5" role="status">
				{strings.waiting}
			</p>
		);
	const inOrder = pages.toSorted((a, b) => a.shardIndex - b.shardIndex);
	return (
		<div data-testid="live-pages">
			{pages.length > 1 ? (
				<div className="border-b border-line px-4 py-3 sm:px-5">
					<SelectField
						label={resultStrings.pages.choose}
						value={String(page.shardIndex)}
						onChange={setChosen}
						options={inOrder.map(({ shardIndex }) => ({
							value: String(shardIndex),
							label: strings.page(shardIndex),
						}))}
					/>
				</div>
			) : null}
			<LivePage key={page.shardIndex} job={job} page={page} />
		</div>
	);
}

function LivePage({ job, page: { shardIndex, digest } }: { job: JobView; page: ShardResult }) {
	const matcher = useMatcher();
	const picture = usePagePicture(job, shardIndex);
	const boxes = useQuery({
		queryKey: ["pageBoxes", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () => {
			const bytes = new Uint8Array(await (await matcher.blob(digest)).arrayBuffer());
			const params = DetectTextParams.parse(job.spec.params);
			return readCondensed(detectText.condense?.(decodeBundle(bytes), params) ?? {}) ?? null;
		},
	});
	if (boxes.error) return <QueryError error={boxes.error} what={resultStrings.pages.what} />;
	if (boxes.data === undefined)
		return <SkeletonRows rows={3} label={resultStrings.pages.loading} />;
	if (boxes.data === null)
		return <p className="px-4 py-6 text-sm text-ink-3 sm:px-5">{strings.senseless}</p>;
	return (
		<PageCanvas page={{ label: strings.page(shardIndex), ...boxes.data }} picture={picture.data} />
	);
}

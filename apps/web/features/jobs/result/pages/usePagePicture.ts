"use client";
import { pictureOfPage } from "@tabgrid/kernels";
import {
	type Digest,
	decodeBundle,
	type JobView,
	Manifest,
	parseOrThrow,
	TabgridError,
} from "@tabgrid/protocol";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MatcherClient } from "@/lib/matcher/MatcherClient";
import { useMatcher } from "@/lib/matcher/useMatcher";

/** A page as providers saw it. */
export type PagePicture = Awaited<ReturnType<typeof loadPagePicture>>;

/** A job's manifest: its shards' inputs and labels. */
function fetchManifest(queryClient: QueryClient, matcher: MatcherClient, digest: Digest) {
	return queryClient.ensureQueryData({
		queryKey: ["manifest", digest],
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: async () => {
			const blob = await matcher.blob(digest);
			return parseOrThrow(Manifest, JSON.parse(await blob.text()), "INTERNAL");
		},
	});
}

/**
 * The page that a shard of `detect-text` searched, decoded from the shard's input.
 * @throws TabgridError NOT_FOUND or MISSING_BLOB when the input is gone.
 */
export async function loadPagePicture(
	queryClient: QueryClient,
	matcher: MatcherClient,
	job: JobView,
	shard: number,
) {
	const manifest = await fetchManifest(queryClient, matcher, job.spec.manifest);
	const entry = manifest.shards[shard];
	if (entry === undefined) throw new TabgridError("NOT_FOUND", "The job has no such page.");
	const blob = await matcher.blob(entry.input);
	return pictureOfPage(decodeBundle(new Uint8Array(await blob.arrayBuffer())));
}

/** {@link loadPagePicture}, kept while the page is open. */
export function usePagePicture(job: JobView, shard: number | undefined) {
	const matcher = useMatcher();
	const queryClient = useQueryClient();
	return useQuery({
		queryKey: ["pagePicture", job.jobId, shard],
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 30_000,
		enabled: shard !== undefined,
		queryFn: () => loadPagePicture(queryClient, matcher, job, shard ?? 0),
	});
}

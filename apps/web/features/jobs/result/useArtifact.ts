"use client";
import type { JobView } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMatcher } from "@/lib/matcher/useMatcher";

type Artifact = NonNullable<JobView["artifact"]>;

/** Artifacts beyond this size are not fetched for a preview: 32 MiB. */
export const previewLimit = 32 * 1024 * 1024;

/** A job's result as a file; fetched only when small enough to show. */
export function useArtifact(artifact: Artifact) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: ["blob", artifact.digest],
		enabled: artifact.bytes <= previewLimit,
		staleTime: Number.POSITIVE_INFINITY,
		queryFn: () => matcher.blob(artifact.digest),
	});
}

"use client";
import type { Digest, JobSpec } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMatcher } from "@/lib/matcher/useMatcher";

/** Fetches two results of a shard, checks them against their digests, and compares them as the job does. */
export function useDifference(spec: JobSpec, one: Digest, other: Digest) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: ["difference", one, other],
		queryFn: async () => {
			const read = async (digest: Digest) =>
				new Uint8Array(await (await matcher.blob(digest)).arrayBuffer());
			const [{ findDifference }, left, right] = await Promise.all([
				import("./findDifference"),
				read(one),
				read(other),
			]);
			return findDifference(spec, left, right);
		},
		staleTime: Number.POSITIVE_INFINITY,
		retry: false,
	});
}

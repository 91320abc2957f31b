"use client";
import type { ProviderId } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

const againMs = 10_000;

/** A provider's public account. */
export function useProviderAccount(providerId: ProviderId) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: matcherKeys.provider(providerId),
		queryFn: () => matcher.provider(providerId),
		// Also one that isn't known yet: the page fills when its browser connects.
		refetchInterval: againMs,
	});
}

/** What it did, day by day, by kernel and by job. */
export function useProviderHistory(providerId: ProviderId) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: matcherKeys.providerHistory(providerId),
		queryFn: () => matcher.providerHistory(providerId),
		refetchInterval: againMs,
	});
}

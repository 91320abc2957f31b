"use client";
import { type ProviderId, usualPrice } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { matcherKeys, useGridConfig, useMatcher } from "@/lib/matcher/useMatcher";
import { parseMoney } from "@/lib/money";
import { usualReplicaPrice } from "./usualReplicaPrice";

/**
 * What a replica usually pays, in minor units: in the jobs that this provider worked for, or before it
 * was paid by any, where a client names no price.
 */
export function useUsualPrice(providerId: ProviderId): { price: bigint; own: boolean } {
	const matcher = useMatcher();
	const token = useGridConfig().data?.token;
	const history = useQuery({
		queryKey: matcherKeys.providerHistory(providerId),
		queryFn: () => matcher.providerHistory(providerId),
		// A provider that never connected has none.
		retry: false,
	});
	const own = usualReplicaPrice(history.data?.jobs ?? []);
	if (own !== undefined) return { price: own, own: true };
	return { price: parseMoney(usualPrice, token) ?? 0n, own: false };
}

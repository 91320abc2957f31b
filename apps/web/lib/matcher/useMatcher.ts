"use client";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { MatcherClient } from "./MatcherClient";

/** This deployment's matcher. */
export function useMatcher(): MatcherClient {
	const { matcherUrl } = useRuntimeConfig();
	return useMemo(() => new MatcherClient(matcherUrl), [matcherUrl]);
}

/** GET /config: escrow, token, operator, whether this is a devnet. Fetched once. */
export function useGridConfig() {
	const matcher = useMatcher();
	return useQuery({
		queryKey: matcherKeys.config,
		queryFn: () => matcher.config(),
		staleTime: Number.POSITIVE_INFINITY,
	});
}

/** The names under which the matcher's answers are cached. */
export const matcherKeys = {
	config: ["config"] as const,
	kernels: ["kernels"] as const,
	stats: ["stats"] as const,
	jobs: ["jobs"] as const,
	job: (jobId: string) => ["job", jobId] as const,
	shardMap: (jobId: string) => ["shardMap", jobId] as const,
	shards: (jobId: string) => ["shard", jobId] as const,
	shard: (jobId: string, index: number) => ["shard", jobId, index] as const,
	vouchers: (wallet: string | undefined) => ["vouchers", wallet] as const,
	redemptions: (wallet: string | undefined) => ["redemptions", wallet] as const,
	provider: (providerId: string | undefined) => ["provider", providerId] as const,
	providerHistory: (providerId: string) => ["provider", providerId, "history"] as const,
	network: ["network"] as const,
	networkHistory: (range: string) => ["network", "history", range] as const,
	leaderboards: ["network", "leaderboard"] as const,
	leaderboard: (period: string) => ["network", "leaderboard", period] as const,
};

/** Everything that a new chain transaction of ours may have changed. */
export async function refreshMoney(queryClient: QueryClient): Promise<void> {
	await Promise.all([
		queryClient.invalidateQueries({ queryKey: ["vouchers"] }),
		queryClient.invalidateQueries({ queryKey: ["redemptions"] }),
		queryClient.invalidateQueries({ queryKey: ["job"] }),
		queryClient.invalidateQueries({ queryKey: matcherKeys.jobs }),
		queryClient.invalidateQueries({ queryKey: ["tokenBalance"] }),
		queryClient.invalidateQueries({ queryKey: ["escrowJob"] }),
		queryClient.invalidateQueries({ queryKey: ["stake"] }),
	]);
}

"use client";
import type { HistoryRange, LeaderboardPeriod } from "@tabgrid/protocol";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";

/** How often open pages ask again, in ms; the matcher adds to the last point as often. */
const againMs = 10_000;

/** Who provides now. */
export function useNetwork() {
	const matcher = useMatcher();
	return useQuery({
		queryKey: matcherKeys.network,
		queryFn: () => matcher.network(),
		refetchInterval: againMs,
	});
}

/** The grid's history; the last one shown stays until another range's has come. */
export function useNetworkHistory(range: HistoryRange) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: matcherKeys.networkHistory(range),
		queryFn: () => matcher.networkHistory(range),
		refetchInterval: againMs,
		placeholderData: keepPreviousData,
	});
}

/** Named providers by verified work. */
export function useLeaderboard(period: LeaderboardPeriod) {
	const matcher = useMatcher();
	return useQuery({
		queryKey: matcherKeys.leaderboard(period),
		queryFn: () => matcher.leaderboard(period),
		refetchInterval: againMs,
		placeholderData: keepPreviousData,
	});
}

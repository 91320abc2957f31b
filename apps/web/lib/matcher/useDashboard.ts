"use client";
import type { JobId, JobUpdate, ShardMap } from "@tabgrid/protocol";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { insist } from "@/lib/insist";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { isDashboardConnected, withDashboard } from "./dashboardLine";
import type { DashboardSocket } from "./dashboardSocket";
import { patchShardMap } from "./patchShardMap";
import { loadReplies } from "./request";
import { matcherKeys, useMatcher } from "./useMatcher";
import { holdWatch } from "./watchedJobs";

/** Runs `greet` now and at every reconnect, because the matcher forgets who watched what. */
function whenConnected(socket: DashboardSocket, greet: () => void): () => void {
	if (socket.connected) greet();
	socket.on("connect", greet);
	return () => socket.off("connect", greet);
}

/** Whether the tab has a live line to the matcher now; null as long as it hasn't begun to open one. */
export function useDashboardConnected(): boolean | null {
	const { matcherUrl } = useRuntimeConfig();
	return useSyncExternalStore(
		(changed) =>
			withDashboard(matcherUrl, (socket) => {
				changed();
				socket.on("connect", changed);
				socket.on("disconnect", changed);
				return () => {
					socket.off("connect", changed);
					socket.off("disconnect", changed);
				};
			}),
		() => isDashboardConnected(matcherUrl),
		() => null,
	);
}

/** What the grid is doing: fetched once, then kept current by the socket. */
export function useStats() {
	const { matcherUrl } = useRuntimeConfig();
	const matcher = useMatcher();
	const queryClient = useQueryClient();
	useEffect(() => {
		const put = async (message: unknown) => {
			const { Stats } = await insist(loadReplies);
			const stats = Stats.safeParse(message);
			if (stats.success) queryClient.setQueryData(matcherKeys.stats, stats.data);
		};
		return withDashboard(matcherUrl, (socket) => {
			const off = whenConnected(socket, () =>
				socket.emit("stats", (reply) => reply.ok && put(reply.data)),
			);
			socket.on("stats", put);
			return () => {
				off();
				socket.off("stats", put);
			};
		});
	}, [matcherUrl, queryClient]);
	return useQuery({ queryKey: matcherKeys.stats, queryFn: () => matcher.stats() });
}

/** Refreshes lists of jobs whenever the matcher says that one was posted or changed state. */
export function useJobsChanged(): void {
	const { matcherUrl } = useRuntimeConfig();
	const queryClient = useQueryClient();
	useEffect(
		() =>
			withDashboard(matcherUrl, (socket) => {
				const refresh = () => {
					void queryClient.invalidateQueries({ queryKey: matcherKeys.jobs });
				};
				socket.on("jobs", refresh);
				const off = whenConnected(socket, refresh);
				return () => {
					off();
					socket.off("jobs", refresh);
				};
			}),
		[matcherUrl, queryClient],
	);
}

/** Watches one job: its view and its shard map are patched as they change. */
export function useWatchJob(jobId: JobId): void {
	const { matcherUrl } = useRuntimeConfig();
	const queryClient = useQueryClient();
	useEffect(() => {
		const onJob = async (message: unknown) => {
			const { JobUpdate } = await insist(loadReplies);
			const parsed = JobUpdate.safeParse(message);
			if (!parsed.success || parsed.data.job.jobId !== jobId) return;
			const { job, changed } = parsed.data;
			queryClient.setQueryData(matcherKeys.job(jobId), job);
			queryClient.setQueryData<ShardMap>(matcherKeys.shardMap(jobId), (map) =>
				map === undefined ? map : { ...map, states: patchShardMap(map.states, changed) },
			);
			if (changed.length > 0) refreshShownShards(queryClient, jobId, changed);
		};
		return withDashboard(matcherUrl, (socket) => {
			const letGo = holdWatch(socket, jobId);
			const off = whenConnected(socket, () => {
				socket.emit("watch", { jobId }, () => {});
				void queryClient.invalidateQueries({ queryKey: matcherKeys.job(jobId) });
				void queryClient.invalidateQueries({ queryKey: matcherKeys.shardMap(jobId) });
			});
			socket.on("job", onJob);
			return () => {
				off();
				socket.off("job", onJob);
				letGo();
			};
		});
	}, [matcherUrl, jobId, queryClient]);
}

/** Asks anew for those changed shards that were looked at; a busy job changes thousands at once. */
function refreshShownShards(
	queryClient: QueryClient,
	jobId: JobId,
	changed: JobUpdate["changed"],
): void {
	const known = queryClient.getQueryCache().findAll({ queryKey: matcherKeys.shards(jobId) });
	if (known.length === 0) return;
	const indexes = new Set<unknown>(changed.map(([index]) => index));
	for (const { queryKey } of known)
		if (indexes.has(queryKey[2])) void queryClient.invalidateQueries({ queryKey, exact: true });
}

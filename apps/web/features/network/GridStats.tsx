"use client";
import { Money } from "@/components/Money";
import { QueryError } from "@/components/QueryError";
import { Skeleton } from "@/components/Skeleton";
import { Stat } from "@/components/Stat";
import { useStats } from "@/lib/matcher/useDashboard";

const count = (value: number) => value.toLocaleString("en");

/** What the grid is doing now, told by the dashboard socket every two seconds. */
export function GridStats() {
	const stats = useStats();
	if (stats.isPending) return <Skeleton className="h-44" />;
	if (stats.data === undefined)
		return (
			<QueryError
				error={stats.error}
				what="the grid's figures"
				retry={() => void stats.refetch()}
				className="m-0"
			/>
		);
	const { providersOnline, backends, jobs, shards, replicas, earned, escrowed } = stats.data;
	const judged = replicas.agreed + replicas.disagreed;
	return (
		<dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-3 [&>*]:flex [&>*]:flex-col [&>*]:justify-center [&>*]:bg-surface">
			<Stat
				label="Providers online"
				value={count(providersOnline)}
				hint={`${count(backends.webgpu)} on WebGPU, ${count(backends.wasm)} on WASM`}
				testId="stat-providers"
			/>
			<Stat
				label="Shards verified in the last minute"
				value={count(shards.verifiedLastMinute)}
				hint={`${count(shards.verified)} in all`}
				testId="stat-last-minute"
			/>
			<Stat
				label="Jobs running"
				value={count(jobs.running)}
				hint={`${count(jobs.settled)} settled of ${count(jobs.total)}`}
				testId="stat-jobs"
			/>
			<Stat
				label="Replicas that agreed"
				value={judged === 0 ? "–" : `${((replicas.agreed / judged) * 100).toFixed(2)} %`}
				hint={`${count(replicas.disagreed)} were outvoted`}
				testId="stat-agreement"
			/>
			<Stat
				label="Earned by providers"
				value={<Money amount={earned} />}
				hint="in vouchers, since the beginning"
				testId="stat-earned"
			/>
			<Stat
				label="In escrow"
				value={<Money amount={escrowed} />}
				hint="in open jobs"
				testId="stat-escrowed"
			/>
		</dl>
	);
}

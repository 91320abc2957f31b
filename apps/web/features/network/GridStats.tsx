"use client";
import type { Stats } from "@tabgrid/protocol";
import type { ReactNode } from "react";
import { Money } from "@/components/Money";
import { QueryError } from "@/components/QueryError";
import { Skeleton } from "@/components/Skeleton";
import { Stat } from "@/components/Stat";
import { useStats } from "@/lib/matcher/useDashboard";
import { homeStrings } from "@/strings/home";

const { count, stats: text } = homeStrings;

/** What the grid is doing now, told by the dashboard socket every two seconds. */
export function GridStats() {
	const stats = useStats();
	if (stats.isError && stats.data === undefined)
		return (
			<QueryError
				error={stats.error}
				what={text.what}
				retry={() => void stats.refetch()}
				className="m-0"
			/>
		);
	return (
		<dl
			aria-busy={stats.isPending || undefined}
			className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-3 [&>*]:flex [&>*]:flex-col [&>*]:justify-center [&>*]:bg-surface"
		>
			{figures.map(({ testId, label, value, hint }) => (
				<Stat
					key={testId}
					testId={testId}
					label={label}
					value={
						stats.data ? value(stats.data) : <Skeleton className="my-0.5 h-[1.3125rem] w-16" />
					}
					hint={typeof hint === "string" ? hint : stats.data ? hint(stats.data) : hintPending}
				/>
			))}
		</dl>
	);
}

const hintPending = <Skeleton className="my-0.5 h-3 w-28" />;

/** The figures in their places, which they have before the figures themselves come. */
const figures: readonly {
	testId: string;
	label: string;
	value: (stats: Stats) => ReactNode;
	hint: string | ((stats: Stats) => string);
}[] = [
	{
		testId: "stat-providers",
		label: text.providers,
		value: ({ providersOnline }) => count(providersOnline),
		hint: ({ backends }) => text.backends(backends.webgpu, backends.wasm),
	},
	{
		testId: "stat-last-minute",
		label: text.minute,
		value: ({ shards }) => count(shards.verifiedLastMinute),
		hint: ({ shards }) => text.inAll(shards.verified),
	},
	{
		testId: "stat-jobs",
		label: text.jobs,
		value: ({ jobs }) => count(jobs.running),
		hint: ({ jobs }) => text.settled(jobs.settled, jobs.total),
	},
	{
		testId: "stat-agreement",
		label: text.agreed,
		value: ({ replicas: { agreed, disagreed } }) =>
			agreed + disagreed === 0 ? text.none : text.share(agreed / (agreed + disagreed)),
		hint: ({ replicas }) => text.outvoted(replicas.disagreed),
	},
	{
		testId: "stat-earned",
		label: text.earned,
		value: ({ earned }) => <Money amount={earned} />,
		hint: text.earnedHint,
	},
	{
		testId: "stat-escrowed",
		label: text.escrowed,
		value: ({ escrowed }) => <Money amount={escrowed} />,
		hint: text.escrowedHint,
	},
];

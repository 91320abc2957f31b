"use client";
import type { ReactNode } from "react";
import { Money } from "@/components/Money";
import type { ProviderState } from "@/features/provide/useProvider";
import { count } from "@/lib/count";
import { useStats } from "@/lib/matcher/useDashboard";
import { duration } from "@/lib/relativeTime";
import { provideStrings } from "@/strings/provide";

const text = provideStrings.donate;

/** Time given, money earned, and the grid's pulse. */
export function DonateFigures({ state }: { state: ProviderState | null }) {
	const stats = useStats().data;
	const figures: readonly { name: string; value: ReactNode; testId: string }[] = [
		{
			name: text.time,
			value: duration(state?.donated.today.computeMs ?? 0),
			testId: "donate-time",
		},
		{
			name: text.allTime,
			value: duration(state?.donated.total.computeMs ?? 0),
			testId: "donate-all-time",
		},
		{
			name: text.visit,
			value: <Money amount={state?.earnedThisVisit ?? "0"} />,
			testId: "donate-earned",
		},
		{
			name: text.grid,
			value: stats ? count(stats.shards.verifiedLastMinute) : text.unknown,
			testId: "donate-grid",
		},
		{
			name: text.tabs,
			value: stats ? count(stats.providersOnline) : text.unknown,
			testId: "donate-tabs",
		},
	];
	return (
		<dl className="mt-6 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
			{figures.map(({ name, value, testId }) => (
				<div key={testId} className="min-w-0">
					<dt className="text-[0.8125rem] text-ink-3">{name}</dt>
					<dd
						className="tabular mt-0.5 text-xl font-semibold tracking-tight sm:text-2xl"
						data-testid={testId}
					>
						{value}
					</dd>
				</div>
			))}
		</dl>
	);
}

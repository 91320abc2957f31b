"use client";
import { type Leaderboard, LeaderboardPeriod } from "@tabgrid/protocol";
import { useState } from "react";
import { Badge } from "@/components/Badge";
import { ButtonLink } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Link } from "@/components/Link";
import { Money } from "@/components/Money";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { Table, Td, Th } from "@/components/Table";
import { Tabs } from "@/components/Tabs";
import { useProvider } from "@/features/provide/useProvider";
import { networkStrings } from "@/strings/network";
import { useLeaderboard } from "./useNetwork";

const { leaderboard: text, count } = networkStrings;

/** Named providers by verified work; those without a name are one line. */
export function LeaderboardCard() {
	const [period, setPeriod] = useState<LeaderboardPeriod>("week");
	const board = useLeaderboard(period);
	const own = useProvider().state?.providerId ?? undefined;
	const tabs = LeaderboardPeriod.options.map((value) => ({ value, label: text.periods[value] }));
	return (
		<Card data-testid="leaderboard">
			<CardHeader
				title={text.title}
				hint={text.hint}
				actions={<Tabs label={text.period} value={period} onChange={setPeriod} tabs={tabs} />}
			/>
			{board.isPending ? (
				<SkeletonRows rows={5} />
			) : board.data === undefined ? (
				<QueryError error={board.error} what={text.what} retry={() => void board.refetch()} />
			) : (
				<Board board={board.data} own={own} />
			)}
		</Card>
	);
}

function Board({ board, own }: { board: Leaderboard; own: string | undefined }) {
	const { named, others } = board;
	return (
		<>
			{named.length === 0 ? (
				<EmptyState
					title={text.empty}
					actions={
						own === undefined ? undefined : (
							<ButtonLink href={`/providers/${own}`} size="sm" variant="secondary">
								{text.own}
							</ButtonLink>
						)
					}
				>
					{text.emptyHint}
				</EmptyState>
			) : (
				<Table label={text.table}>
					<thead>
						<tr>
							<Th className="w-14">{text.rank}</Th>
							<Th>{text.name}</Th>
							<Th className="text-right">{text.agreed}</Th>
							<Th className="text-right">{text.earned}</Th>
						</tr>
					</thead>
					<tbody>
						{named.map(({ providerId, name, agreed, earned }, index) => (
							<tr key={providerId} data-testid="leader" data-provider={providerId}>
								<Td className="tabular text-ink-3">{index + 1}</Td>
								<Td className="max-w-52">
									<Link
										href={`/providers/${providerId}`}
										className="inline-flex max-w-full items-center gap-2 rounded-sm font-medium hover:text-accent"
									>
										<bdi className="truncate">{name}</bdi>
										{providerId === own ? <Badge tone="accent">{text.you}</Badge> : null}
									</Link>
								</Td>
								<Td className="tabular text-right">{count(agreed)}</Td>
								<Td className="text-right">
									<Money amount={earned} />
								</Td>
							</tr>
						))}
					</tbody>
				</Table>
			)}
			{others.providers > 0 ? (
				<p
					className="flex flex-wrap justify-between gap-x-6 gap-y-1 border-t border-line px-4 py-3 text-[0.8125rem] text-ink-3 sm:px-5"
					data-testid="leaderboard-others"
				>
					<span>{text.others(others.providers)}</span>
					<span className="tabular">
						{`${count(others.agreed)} ${text.agreed.toLowerCase()}, `}
						<Money amount={others.earned} />
					</span>
				</p>
			) : null}
		</>
	);
}

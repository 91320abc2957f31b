"use client";
import { Address } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useAccount } from "wagmi";
import { Card, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { EmptyState } from "@/components/EmptyState";
import { Link } from "@/components/Link";
import { Money } from "@/components/Money";
import { QueryError } from "@/components/QueryError";
import { RelativeTime } from "@/components/RelativeTime";
import { SkeletonRows } from "@/components/Skeleton";
import { Table, Td, Th } from "@/components/Table";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import { earningsStrings } from "@/strings/earnings";

const words = earningsStrings.history;
const { columns } = earningsStrings;

/** What the contract has paid the connected wallet; absent while none is. */
export function RedemptionsCard() {
	const { address } = useAccount();
	const matcher = useMatcher();
	const wallet = address ? Address.parse(address) : undefined;
	const history = useQuery({
		queryKey: matcherKeys.redemptions(wallet),
		enabled: wallet !== undefined,
		refetchInterval: 5_000,
		queryFn: async () => {
			if (!wallet) throw new Error("No wallet is connected.");
			return (await matcher.redemptions(wallet)).redemptions;
		},
	});
	if (wallet === undefined) return null;
	return (
		<Card>
			<CardHeader title={words.title} hint={words.hint} />
			{history.isPending ? (
				<SkeletonRows rows={2} label={words.loading} />
			) : history.data === undefined ? (
				<QueryError error={history.error} what={words.what} retry={() => void history.refetch()} />
			) : history.data.length === 0 ? (
				<EmptyState title={words.emptyTitle} testId="redemptions-empty">
					{words.empty}
				</EmptyState>
			) : (
				<Table label={words.label}>
					<thead>
						<tr>
							<Th>{columns.job}</Th>
							<Th className="text-right">{columns.amount}</Th>
							<Th className="hidden sm:table-cell">{columns.when}</Th>
							<Th>{columns.transaction}</Th>
						</tr>
					</thead>
					<tbody>
						{history.data.map(({ jobId, title, paid, at, tx }) => (
							<tr key={`${tx}-${jobId}`} data-testid="redemption" data-tx={tx}>
								<Td className="max-w-40 sm:max-w-56">
									{title === null ? (
										<span className="text-ink-3">{words.unknownJob}</span>
									) : (
										<Link
											href={`/jobs/${jobId}`}
											className="block truncate rounded-sm font-medium hover:text-accent"
										>
											{title}
										</Link>
									)}
									<RelativeTime at={at} className="block text-xs text-ink-3 sm:hidden" />
								</Td>
								<Td className="text-right">
									<Money amount={paid} />
								</Td>
								<Td className="hidden text-ink-2 sm:table-cell">
									<RelativeTime at={at} />
								</Td>
								<Td>
									<Copyable value={tx} label={words.hash} />
								</Td>
							</tr>
						))}
					</tbody>
				</Table>
			)}
		</Card>
	);
}

"use client";
import type { ProviderId, ProviderStake } from "@tabgrid/protocol";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { Link } from "@/components/Link";
import { Money } from "@/components/Money";
import { RelativeTime } from "@/components/RelativeTime";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { useNow } from "@/lib/useNow";
import { stakeStrings } from "@/strings/stake";

const words = stakeStrings.account;

/** What is at stake for a provider, owner by owner; absent where the grid takes no stakes. */
export function AccountStakes({
	providerId,
	stakes,
	own,
}: {
	providerId: ProviderId;
	stakes: readonly ProviderStake[];
	own: boolean;
}) {
	const taken = (useGridConfig().data?.stakes ?? null) !== null;
	if (!taken && stakes.length === 0) return null;
	return (
		<Card data-testid="account-stakes">
			<CardHeader
				title={words.title}
				hint={words.hint}
				actions={
					taken ? (
						<Link
							href={own ? "/earnings#stake" : `/earnings?stake=${providerId}#stake`}
							className="rounded-sm text-[0.8125rem] text-accent hover:underline"
							data-testid="to-stake"
						>
							{stakes.length === 0 ? words.own : words.manage}
						</Link>
					) : undefined
				}
			/>
			{stakes.length === 0 ? (
				<CardBody className="text-sm text-ink-2">{words.none}</CardBody>
			) : (
				<ul className="divide-y divide-line">
					{stakes.map((stake) => (
						<StakeRow key={stake.owner} stake={stake} />
					))}
				</ul>
			)}
		</Card>
	);
}

function StakeRow({ stake }: { stake: ProviderStake }) {
	const { owner, amount, leaving, leavesAt, burned } = stake;
	const now = useNow(leavesAt !== null);
	return (
		<li
			className="space-y-1 px-4 py-3 text-[0.8125rem] sm:px-5"
			data-testid="account-stake"
			data-owner={owner}
		>
			<p className="flex flex-wrap items-baseline justify-between gap-x-3">
				<Money amount={amount} className="text-sm font-semibold" testId="account-stake-amount" />
				<span className="inline-flex items-center gap-1.5 text-ink-3">
					{words.by}
					<Copyable value={owner} label={words.owner} />
				</span>
			</p>
			{leavesAt === null ? null : (
				<p className="text-ink-2" data-testid="account-stake-leaving">
					<Money amount={leaving} />{" "}
					{leavesAt <= now ? (
						words.left
					) : (
						<>
							{words.leaves} <RelativeTime at={leavesAt} />
						</>
					)}
				</p>
			)}
			{BigInt(burned) === 0n ? null : (
				<p className="text-bad" data-testid="account-stake-burned">
					<Money amount={burned} /> {words.burned}
				</p>
			)}
		</li>
	);
}

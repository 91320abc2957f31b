"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import type { Address, GridConfig, ProviderId } from "@tabgrid/protocol";
import { useRef } from "react";
import { useAccount } from "wagmi";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { Link } from "@/components/Link";
import { Notice } from "@/components/Notice";
import { Skeleton } from "@/components/Skeleton";
import { useProvider } from "@/features/provide/useProvider";
import { explainWalletError } from "@/lib/explainWalletError";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { useArrival } from "@/lib/useArrival";
import { appStrings } from "@/strings/app";
import { stakeStrings as words } from "@/strings/stake";
import { walletStrings } from "@/strings/wallet";
import { BurnedNote } from "./BurnedNote";
import { OwnStake } from "./OwnStake";
import { useStake } from "./useStake";

/** Where links to the card lead: `/earnings#stake`. */
const cardId = "stake";

/**
 * What the connected wallet has at stake for a provider, this browser's unless another is named, and
 * the ways to change it; absent where the grid takes no stakes.
 */
export function StakeCard({ named }: { named: ProviderId | undefined }) {
	const grid = useGridConfig().data;
	const { address } = useAccount();
	const own = useProvider().state?.providerId ?? undefined;
	const providerId = named ?? own;
	const stake = useStake(providerId);
	const stakes = grid?.stakes ?? null;
	const shown = useRef<HTMLElement>(null);
	const there = stakes !== null;
	useArrival(shown, cardId, there);
	if (grid === undefined || stakes === null) return null;
	const kind = stake.data?.standing.kind;
	return (
		<Card
			ref={shown}
			id={cardId}
			data-testid="stake-card"
			data-standing={kind}
			className="scroll-mt-20"
		>
			<CardHeader
				title={words.title}
				hint={named === undefined || named === own ? words.hint : <Other providerId={named} />}
				actions={
					kind === undefined ? undefined : (
						<Badge tone={tones[kind]} dot={kind !== "none"} data-testid="stake-badge">
							{words.badges[kind]}
						</Badge>
					)
				}
			/>
			{address === undefined ? (
				<Disconnected />
			) : (
				<Connected providerId={providerId} grid={{ ...grid, stakes }} stake={stake} />
			)}
		</Card>
	);
}

const tones = { none: "neutral", staked: "accent", leaving: "warn", ready: "info" } as const;

/** Whose stake it is where it isn't this browser's, and the way back to that. */
function Other({ providerId }: { providerId: ProviderId }) {
	return (
		<span className="inline-flex flex-wrap items-center gap-x-1.5">
			{words.forOther}
			<Copyable value={providerId} label={words.otherLabel} testId="stake-provider" />
			<Link href="/earnings" className="rounded-sm text-accent hover:underline">
				{words.toOwn}
			</Link>
		</span>
	);
}

function Disconnected() {
	const { openConnectModal } = useConnectModal();
	return (
		<CardBody className="space-y-3">
			<p className="text-sm text-ink-2">{words.noWallet}</p>
			<Button size="sm" variant="secondary" data-testid="stake-connect" onClick={openConnectModal}>
				{walletStrings.connect}
			</Button>
		</CardBody>
	);
}

function Connected({
	providerId,
	grid,
	stake,
}: {
	providerId: ProviderId | undefined;
	grid: GridConfig & { stakes: Address };
	stake: ReturnType<typeof useStake>;
}) {
	if (providerId !== undefined && stake.data !== undefined)
		return (
			<>
				<BurnedNote providerId={providerId} />
				<OwnStake providerId={providerId} grid={grid} {...stake.data} />
			</>
		);
	if (!stake.isError)
		return (
			<CardBody>
				<p role="status" className="sr-only">
					{providerId === undefined ? words.noKey : words.loading}
				</p>
				<Skeleton className="h-28" />
			</CardBody>
		);
	return (
		<CardBody>
			<Notice
				tone="warn"
				title={appStrings.queryError.couldNot(words.what)}
				testId="stake-error"
				actions={
					<Button size="sm" variant="secondary" onClick={() => void stake.refetch()}>
						{appStrings.queryError.again}
					</Button>
				}
			>
				{explainWalletError(stake.error).message}
			</Notice>
		</CardBody>
	);
}

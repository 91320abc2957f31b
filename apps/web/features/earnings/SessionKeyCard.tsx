"use client";
import { useQuery } from "@tanstack/react-query";
import { useAccount } from "wagmi";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { Link } from "@/components/Link";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { QueryError } from "@/components/QueryError";
import { Skeleton } from "@/components/Skeleton";
import { Stat } from "@/components/Stat";
import { useProvider } from "@/features/provide/useProvider";
import { cn } from "@/lib/classNames";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import { earningsStrings } from "@/strings/earnings";
import { providerStrings } from "@/strings/providers";
import { useLinkWallet } from "./useLinkWallet";

const words = earningsStrings.browser;

/** What this browser's session key has done and earned, and whose wallet it works for. */
export function SessionKeyCard() {
	const { state } = useProvider();
	const matcher = useMatcher();
	const { address } = useAccount();
	const link = useLinkWallet();
	const providerId = state?.providerId ?? undefined;
	const stored = useQuery({
		queryKey: matcherKeys.provider(providerId),
		// A working tab is told its totals by the matcher; a resting one asks.
		enabled: providerId !== undefined && !state?.summary && state?.phase === "paused",
		queryFn: () => {
			if (!providerId) throw new Error("This tab has no session key yet.");
			return matcher.provider(providerId);
		},
		retry: false,
	});
	// This browser has not provided yet.
	const unknown = stored.data?.firstSeen === null;
	const summary = state?.summary ?? (unknown ? undefined : stored.data);
	/** Whether it is linked can be told. */
	const known = summary !== undefined || unknown;
	const silent = !known && (state?.phase === "offline" || stored.isError);
	const wallet = summary?.wallet ?? null;
	const linkedHere = wallet !== null && wallet === address?.toLowerCase();
	return (
		<Card>
			<CardHeader
				title={words.title}
				hint={
					providerId ? (
						<span className="inline-flex items-center gap-1.5">
							{words.provider}
							<Copyable value={providerId} label={words.providerLabel} testId="provider-id" />
							<Link
								href={`/providers/${providerId}`}
								className="rounded-sm text-accent hover:underline"
								data-testid="own-account"
							>
								{providerStrings.accountLink}
							</Link>
						</span>
					) : (
						words.reading
					)
				}
				actions={
					wallet ? (
						<Badge tone="accent" dot data-testid="linked-wallet" data-wallet={wallet}>
							{words.linked}
						</Badge>
					) : known ? (
						<Badge data-testid="not-linked">{words.notLinked}</Badge>
					) : undefined
				}
			/>
			{summary ? (
				<dl className="grid grid-cols-2 gap-px border-b border-line bg-line sm:grid-cols-4 [&>*]:bg-surface">
					<Stat
						label={words.earned}
						value={<Money amount={summary.earned} testId="session-earned" />}
						{...(BigInt(summary.unlinked) > 0n
							? {
									hint: (
										<>
											{words.unlinked} <Money amount={summary.unlinked} testId="session-unlinked" />
										</>
									),
								}
							: {})}
					/>
					<Stat label={words.sent} value={summary.replicas.submitted.toLocaleString("en")} />
					<Stat
						label={words.agreed}
						value={summary.replicas.agreed.toLocaleString("en")}
						testId="session-agreed"
					/>
					<Stat
						label={words.failed}
						value={(
							summary.replicas.disagreed +
							summary.replicas.errored +
							summary.replicas.expired
						).toLocaleString("en")}
					/>
				</dl>
			) : (
				<div className="border-b border-line p-4 sm:px-5">
					{state?.phase === "offline" ? (
						<p className="text-sm text-ink-3" data-testid="totals-offline">
							{words.offline}
						</p>
					) : unknown ? (
						<p className="text-sm text-ink-3" data-testid="totals-none">
							{words.nothingYet}
						</p>
					) : stored.isError ? (
						<QueryError
							error={stored.error}
							what={words.what}
							retry={() => void stored.refetch()}
						/>
					) : (
						<Skeleton className="h-14" />
					)}
				</div>
			)}
			<CardBody className={cn("text-sm", silent && "hidden")}>
				{!known ? (
					<Skeleton className="h-24" />
				) : wallet ? (
					<p className="text-ink-2">
						{words.belong} <Copyable value={wallet} label={words.walletLabel} />
						{address && !linkedHere ? words.otherWallet : null}
					</p>
				) : (
					<Notice
						title={words.linkTitle}
						actions={
							<Button
								size="sm"
								data-testid="link-wallet"
								disabled={!address || !state?.sessionKey}
								busy={link.isPending}
								onClick={() => link.mutate()}
							>
								{address ? words.link : words.connectFirst}
							</Button>
						}
					>
						{words.linkWhy}
					</Notice>
				)}
				{wallet && address && !linkedHere ? (
					<Button
						size="sm"
						variant="secondary"
						className="mt-3"
						data-testid="link-wallet"
						busy={link.isPending}
						onClick={() => link.mutate()}
					>
						{words.linkInstead}
					</Button>
				) : null}
			</CardBody>
		</Card>
	);
}

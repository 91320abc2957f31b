"use client";
import type { ProviderId, ProviderView } from "@tabgrid/protocol";
import { Badge } from "@/components/Badge";
import { ButtonLink } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { EmptyState } from "@/components/EmptyState";
import { Page, PageHeader } from "@/components/Page";
import { QueryError } from "@/components/QueryError";
import { Skeleton } from "@/components/Skeleton";
import { useProvider } from "@/features/provide/useProvider";
import { TrustFacts } from "@/features/trust/TrustFacts";
import { providerStrings as text } from "@/strings/providers";
import { trustStrings } from "@/strings/trust";
import { AccountDays } from "./AccountDays";
import { AccountFacts } from "./AccountFacts";
import { AccountJobs } from "./AccountJobs";
import { AccountKernels } from "./AccountKernels";
import { AccountStakes } from "./AccountStakes";
import { AccountStats } from "./AccountStats";
import { NameCard } from "./NameCard";
import { useProviderAccount, useProviderHistory } from "./useProviderAccount";

/** A provider's public account; the visitor's own also has the field for its name. */
export function AccountView({ providerId }: { providerId: ProviderId }) {
	const account = useProviderAccount(providerId);
	const own = useProvider().state?.providerId === providerId;
	const { data } = account;
	// Who was staked for has something to show before it ever connected.
	const absent = data?.firstSeen === null && data.stakes.length === 0;
	const known = absent ? undefined : data;
	return (
		<Page>
			<PageHeader
				title={<Name account={known} />}
				actions={
					own ? (
						<ButtonLink href="/earnings" size="sm" variant="secondary">
							{text.earnings}
						</ButtonLink>
					) : undefined
				}
			>
				<span className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1.5">
					<Copyable value={providerId} label={text.id} testId="account-id" />
					{known === undefined ? null : (
						<Badge tone={known.tabs > 0 ? "accent" : "neutral"} dot data-testid="account-presence">
							{known.tabs > 0 ? text.online(known.tabs) : text.offline}
						</Badge>
					)}
					{own ? (
						<Badge tone="info" data-testid="own-provider" title={text.own}>
							{text.ownBadge}
						</Badge>
					) : null}
				</span>
			</PageHeader>
			{known !== undefined ? (
				<Account account={known} own={own} />
			) : account.isPending ? (
				<Pending />
			) : absent ? (
				<Card>
					<EmptyState
						title={text.absentTitle}
						testId="provider-absent"
						actions={
							<ButtonLink href="/network" size="sm" variant="secondary">
								{text.toNetwork}
							</ButtonLink>
						}
					>
						{own ? text.absentOwn : text.absent}
					</EmptyState>
				</Card>
			) : (
				<QueryError
					error={account.error}
					what={text.what}
					retry={() => void account.refetch()}
					className="m-0"
				/>
			)}
		</Page>
	);
}

function Name({ account }: { account: ProviderView | undefined }) {
	if (account === undefined) return text.title;
	return account.name === null ? (
		text.anonymous
	) : (
		<bdi data-testid="account-name">{account.name}</bdi>
	);
}

function Account({ account, own }: { account: ProviderView; own: boolean }) {
	const history = useProviderHistory(account.providerId);
	return (
		<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
			<div className="grid min-w-0 gap-4">
				<AccountStats account={account} />
				{history.data !== undefined ? (
					<>
						<AccountDays days={history.data.days} />
						<AccountJobs jobs={history.data.jobs} />
					</>
				) : history.isPending ? (
					<Skeleton className="h-96 rounded-lg" />
				) : (
					<QueryError
						error={history.error}
						what={text.days.what}
						retry={() => void history.refetch()}
						className="m-0"
					/>
				)}
			</div>
			<div className="grid min-w-0 gap-4">
				{own ? <NameCard providerId={account.providerId} name={account.name} /> : null}
				<Card data-testid="account-trust">
					<CardHeader title={trustStrings.title} hint={trustStrings.hint} />
					<CardBody>
						<TrustFacts trust={account.trust} own={own} />
					</CardBody>
				</Card>
				<AccountStakes providerId={account.providerId} stakes={account.stakes} own={own} />
				<AccountFacts account={account} history={history.data} />
				{history.data === undefined ? null : <AccountKernels kernels={history.data.kernels} />}
			</div>
		</div>
	);
}

function Pending() {
	return (
		<div role="status" className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
			<span className="sr-only">{text.loading}</span>
			<div className="grid gap-4">
				<Skeleton className="h-44 rounded-lg" />
				<Skeleton className="h-96 rounded-lg" />
			</div>
			<Skeleton className="h-72 rounded-lg" />
		</div>
	);
}

"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import { Address } from "@tabgrid/protocol";
import { useAccount } from "wagmi";
import { Button } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { earningsStrings } from "@/strings/earnings";
import { RedeemButtons } from "./RedeemButtons";
import { useRedeem } from "./useRedeem";
import { useRelayedRedeem } from "./useRelayedRedeem";
import { unredeemed, useVouchers } from "./useVouchers";
import { VoucherTable } from "./VoucherTable";

const words = earningsStrings.vouchers;

/** The wallet's vouchers, and the way to turn them into money. */
export function VouchersCard() {
	const { address, chainId } = useAccount();
	const { chainId: gridChain } = useRuntimeConfig();
	const { openConnectModal } = useConnectModal();
	const wallet = address ? Address.parse(address) : undefined;
	const vouchers = useVouchers(wallet);
	const redeem = useRedeem();
	const relay = useRelayedRedeem(wallet);
	const relays = useGridConfig().data?.relaysRedemptions ?? false;
	const sent = relay.isPending ? relay.variables : redeem.isPending ? redeem.variables : [];
	const onTheirWay = new Set<string>(sent.map(({ jobId }) => jobId));
	const worth = vouchers.data?.filter((voucher) => unredeemed(voucher) > 0n) ?? [];
	const total = worth.reduce((sum, voucher) => sum + unredeemed(voucher), 0n);
	const wrongNetwork = address !== undefined && chainId !== gridChain;
	return (
		<Card>
			<CardHeader
				title={words.title}
				hint={relays ? words.relayHint : words.hint}
				actions={
					<RedeemButtons
						total={total}
						relays={relays}
						relaying={relay.isPending}
						step={redeem.step}
						sending={redeem.isPending}
						canSend={!wrongNetwork}
						onRelay={() => relay.mutate(worth)}
						onSend={() => redeem.mutate(worth)}
					/>
				}
			/>
			{address === undefined ? (
				<EmptyState
					title={words.connectTitle}
					actions={
						<Button variant="secondary" onClick={openConnectModal}>
							{words.connect}
						</Button>
					}
				>
					{words.connectWhy}
				</EmptyState>
			) : vouchers.isPending ? (
				<SkeletonRows rows={2} label={words.loading} />
			) : vouchers.data === undefined ? (
				<QueryError
					error={vouchers.error}
					what={words.what}
					retry={() => void vouchers.refetch()}
				/>
			) : vouchers.data.length === 0 ? (
				<EmptyState title={words.emptyTitle} testId="vouchers-empty">
					{words.empty}
				</EmptyState>
			) : (
				<VoucherTable
					vouchers={vouchers.data}
					busy={redeem.isPending || relay.isPending || (wrongNetwork && !relays)}
					onTheirWay={onTheirWay}
					onRedeem={(voucher) => (relays ? relay : redeem).mutate([voucher])}
				/>
			)}
		</Card>
	);
}

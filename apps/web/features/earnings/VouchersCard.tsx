"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import { Address } from "@tabgrid/protocol";
import { useAccount } from "wagmi";
import { Button } from "@/components/Button";
import { Card, CardHeader } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Money } from "@/components/Money";
import { QueryError } from "@/components/QueryError";
import { SkeletonRows } from "@/components/Skeleton";
import { useRuntimeConfig } from "@/lib/RuntimeConfigContext";
import { useRedeem } from "./useRedeem";
import { unredeemed, useVouchers } from "./useVouchers";
import { VoucherTable } from "./VoucherTable";

/** The wallet's vouchers, and the way to turn them into money. */
export function VouchersCard() {
	const { address, chainId } = useAccount();
	const { chainId: gridChain } = useRuntimeConfig();
	const { openConnectModal } = useConnectModal();
	const vouchers = useVouchers(address ? Address.parse(address) : undefined);
	const redeem = useRedeem();
	const worth = vouchers.data?.filter((voucher) => unredeemed(voucher) > 0n) ?? [];
	const total = worth.reduce((sum, voucher) => sum + unredeemed(voucher), 0n);
	const wrongNetwork = address !== undefined && chainId !== gridChain;
	return (
		<Card>
			<CardHeader
				title="Vouchers"
				hint="Signed by the operator as shards are verified; the contract pays them."
				actions={
					<Button
						data-testid="redeem-all"
						disabled={worth.length === 0 || wrongNetwork}
						busy={redeem.isPending}
						onClick={() => redeem.mutate(worth)}
					>
						{redeem.step === "confirm"
							? "Confirm in your wallet"
							: redeem.step === "sent"
								? "Waiting for the chain"
								: "Redeem all"}
						{redeem.isPending ? null : <Money amount={total} testId="redeemable" />}
					</Button>
				}
			/>
			{address === undefined ? (
				<EmptyState
					title="Vouchers are made out to a wallet"
					actions={
						<Button variant="secondary" onClick={openConnectModal}>
							Connect wallet
						</Button>
					}
				>
					Connect the wallet that you linked, or want to link.
				</EmptyState>
			) : vouchers.isPending ? (
				<SkeletonRows rows={2} label="Loading the vouchers" />
			) : vouchers.data === undefined ? (
				<QueryError
					error={vouchers.error}
					what="the vouchers"
					retry={() => void vouchers.refetch()}
				/>
			) : vouchers.data.length === 0 ? (
				<EmptyState title="No vouchers yet" testId="vouchers-empty">
					They appear here as soon as a shard that this wallet's browsers computed is verified.
				</EmptyState>
			) : (
				<VoucherTable
					vouchers={vouchers.data}
					busy={redeem.isPending || wrongNetwork}
					onRedeem={(voucher) => redeem.mutate([voucher])}
				/>
			)}
		</Card>
	);
}

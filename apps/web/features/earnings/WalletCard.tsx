"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import { useAccount } from "wagmi";
import { Button } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { FaucetButton } from "@/features/wallet/FaucetButton";
import { TokenBalance } from "@/features/wallet/TokenBalance";
import { useFaucetOffer } from "@/features/wallet/useFaucet";
import { earningsStrings } from "@/strings/earnings";
import { walletStrings } from "@/strings/wallet";

/** The connected wallet: its address, what it holds, and on a devnet the faucet. */
export function WalletCard() {
	const { address, connector } = useAccount();
	const offer = useFaucetOffer();
	const { openConnectModal } = useConnectModal();
	if (!address)
		return (
			<Card>
				<CardHeader title={walletStrings.wallet} />
				<CardBody className="space-y-3">
					<p className="text-sm text-ink-2">{earningsStrings.noWallet}</p>
					<Button size="sm" onClick={openConnectModal}>
						{walletStrings.connect}
					</Button>
				</CardBody>
			</Card>
		);
	return (
		<Card>
			<CardHeader title={walletStrings.wallet} hint={connector?.name} />
			<CardBody className="space-y-3">
				<p className="text-2xl font-semibold tracking-tight">
					<TokenBalance />
				</p>
				<Copyable value={address} label={earningsStrings.walletLabel} testId="wallet-address" />
				{offer === "none" ? null : (
					<div>
						<FaucetButton />
					</div>
				)}
			</CardBody>
		</Card>
	);
}

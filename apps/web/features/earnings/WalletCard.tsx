"use client";
import { useConnectModal } from "@rainbow-me/rainbowkit";
import { useAccount } from "wagmi";
import { Button } from "@/components/Button";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { Copyable } from "@/components/Copyable";
import { FaucetButton } from "@/features/wallet/FaucetButton";
import { TokenBalance } from "@/features/wallet/TokenBalance";
import { useFaucetOffer } from "@/features/wallet/useFaucet";

/** The connected wallet: its address, what it holds, and on a devnet the faucet. */
export function WalletCard() {
	const { address, connector } = useAccount();
	const offer = useFaucetOffer();
	const { openConnectModal } = useConnectModal();
	if (!address)
		return (
			<Card>
				<CardHeader title="Wallet" />
				<CardBody className="space-y-3">
					<p className="text-sm text-ink-2">
						None is connected. Tabs earn without one; a wallet is where the money goes.
					</p>
					<Button size="sm" onClick={openConnectModal}>
						Connect wallet
					</Button>
				</CardBody>
			</Card>
		);
	return (
		<Card>
			<CardHeader title="Wallet" hint={connector?.name} />
			<CardBody className="space-y-3">
				<p className="text-2xl font-semibold tracking-tight">
					<TokenBalance />
				</p>
				<Copyable value={address} label="wallet's address" testId="wallet-address" />
				{offer === "none" ? null : (
					<div>
						<FaucetButton />
					</div>
				)}
			</CardBody>
		</Card>
	);
}

"use client";
import { Droplets } from "lucide-react";
import { Button } from "@/components/Button";
import { walletStrings } from "@/strings/wallet";
import { useFaucet } from "./useFaucet";

/** Fills the connected wallet on a devnet. */
export function FaucetButton({ className }: { className?: string }) {
	const faucet = useFaucet();
	return (
		<Button
			size="sm"
			variant="secondary"
			data-testid="faucet"
			busy={faucet.isPending}
			onClick={() => faucet.mutate()}
			{...(className ? { className } : {})}
		>
			{faucet.isPending ? null : <Droplets aria-hidden />}
			{walletStrings.testMoney}
		</Button>
	);
}

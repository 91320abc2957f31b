"use client";
import { Money } from "@/components/Money";
import { walletStrings } from "@/strings/wallet";
import { useTokenBalance } from "./useTokenBalance";

/** The connected wallet's tokens. */
export function TokenBalance({ className }: { className?: string }) {
	const { data } = useTokenBalance();
	return (
		<span className={className} data-testid="wallet-balance">
			{data === undefined ? walletStrings.unknownBalance : <Money amount={data.tokens} />}
		</span>
	);
}

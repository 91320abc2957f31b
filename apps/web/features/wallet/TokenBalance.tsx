"use client";
import { Money } from "@/components/Money";
import { useTokenBalance } from "./useTokenBalance";

/** The connected wallet's tokens. */
export function TokenBalance({ className }: { className?: string }) {
	const { data } = useTokenBalance();
	return (
		<span className={className} data-testid="wallet-balance">
			{data === undefined ? "…" : <Money amount={data.tokens} />}
		</span>
	);
}

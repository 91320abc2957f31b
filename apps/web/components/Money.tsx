"use client";
import { cn } from "@/lib/classNames";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { defaultToken, formatAmount } from "@/lib/money";

/** An amount of minor units, a bigint or the wire's decimal string: `12.50 tUSD`. */
export function Money({
	amount,
	className,
	testId,
}: {
	amount: bigint | string;
	className?: string;
	testId?: string;
}) {
	const token = useGridConfig().data?.token ?? defaultToken;
	const minor = BigInt(amount);
	return (
		<span
			className={cn("tabular whitespace-nowrap", className)}
			data-testid={testId}
			data-minor={minor.toString()}
		>
			{formatAmount(minor, token)} <span className="text-[0.8em]">{token.symbol}</span>
		</span>
	);
}

import type { GridConfig } from "@tabgrid/protocol";
import { formatUnits, parseUnits } from "viem";
import { UsageError } from "./UsageError.ts";

type Token = GridConfig["token"];

/** Minor units as a person reads them: "0.12 tUSD". */
export function money(minorUnits: bigint | string, { decimals, symbol }: Token): string {
	return `${formatUnits(BigInt(minorUnits), decimals)} ${symbol}`;
}

/**
 * An amount as a person writes it ("0.01"), in minor units.
 * @param name what it is called on the command line.
 * @throws UsageError
 */
export function readAmount(name: string, text: string, { decimals, symbol }: Token): bigint {
	const [, fraction = ""] = text.split(".");
	if (!/^\d+(\.\d+)?$/.test(text) || fraction.length > decimals)
		throw new UsageError(
			`${name} is an amount of ${symbol} such as 0.01, with ${decimals} decimals at most, not "${text}".`,
		);
	return parseUnits(text, decimals);
}

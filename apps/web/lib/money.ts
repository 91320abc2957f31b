/** The grid's token as GET /config names it. */
export interface Token {
	readonly symbol: string;
	readonly decimals: number;
}

/** The token until the matcher has said which it is: a 6-decimal dollar. */
export const defaultToken: Token = { symbol: "tUSD", decimals: 6 };

/**
 * Minor units as a person reads them: at least two decimals, all that matter, thousands apart.
 * `12500000n` → `12.50 tUSD`, `1n` → `0.000001 tUSD`.
 */
export function formatMoney(amount: bigint, token: Token = defaultToken): string {
	return `${formatAmount(amount, token)} ${token.symbol}`;
}

/** {@link formatMoney} without the symbol. */
export function formatAmount(amount: bigint, token: Token = defaultToken): string {
	const unit = 10n ** BigInt(token.decimals);
	const magnitude = amount < 0n ? -amount : amount;
	const whole = (magnitude / unit).toString().replace(/\B(?=(\d{3})+$)/g, ",");
	const fraction = (magnitude % unit)
		.toString()
		.padStart(token.decimals, "0")
		.replace(/0+$/, "")
		.padEnd(2, "0");
	return `${amount < 0n ? "−" : ""}${whole}.${fraction}`;
}

/** What a person typed (`0.5`, `1,000`, `12.345678`) as minor units; null when it is no amount. */
export function parseMoney(text: string, token: Token = defaultToken): bigint | null {
	const match = /^(\d{1,15})(?:\.(\d*))?$/.exec(text.trim().replaceAll(",", ""));
	if (match === null) return null;
	const [, whole = "", fraction = ""] = match;
	if (fraction.length > token.decimals) return null;
	return BigInt(whole + fraction.padEnd(token.decimals, "0"));
}

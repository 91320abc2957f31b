/**
 * A number as English writes it, its thousands apart. Whole ones without Intl, whose first number format
 * takes a phone 100 ms to make, just when a page's first figures come.
 */
export function count(value: number): string {
	if (!Number.isSafeInteger(value)) return value.toLocaleString("en");
	return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number of things: "1 shard", "1,200 shards". */
export const counted = (value: number, thing: string): string =>
	`${count(value)} ${thing}${value === 1 ? "" : "s"}`;

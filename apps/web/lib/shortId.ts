/** A long hex identifier as its first and last digits: `0x3fa1…9c20`. Short values stay whole. */
export function shortId(value: string): string {
	const head = value.startsWith("0x") ? 6 : 4;
	return value.length <= head + 6 ? value : `${value.slice(0, head)}…${value.slice(-4)}`;
}

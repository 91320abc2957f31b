/** The day that the clock on the wall shows: `2026-11-21`. */
export function localDay(now: number): string {
	const date = new Date(now);
	const two = (value: number) => String(value).padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When the next local day begins, in epoch ms; days of 23 and 25 hours included. */
export function nextMidnight(now: number): number {
	const date = new Date(now);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

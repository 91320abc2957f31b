const units = [
	["year", 31_536_000],
	["month", 2_592_000],
	["day", 86_400],
	["hour", 3_600],
	["minute", 60],
] as const;
const format = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

/** The distance of a moment from now in words: `5 min. ago`, `in 2 hr.`; both in epoch ms. */
export function relativeTime(at: number, now: number): string {
	const seconds = (at - now) / 1_000;
	const distance = Math.abs(seconds);
	for (const [unit, length] of units)
		if (distance >= length) return format.format(Math.trunc(seconds / length), unit);
	return distance < 10 ? "just now" : format.format(Math.trunc(seconds), "second");
}

/** A length of time in its two largest units that are not nothing: `1 h 5 min`, `3.2 s`, `1 d`. */
export function duration(ms: number): string {
	if (ms < 1_000) return `${Math.round(ms)} ms`;
	const seconds = ms / 1_000;
	if (seconds < 60) return `${seconds.toFixed(1)} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return pair(minutes, "min", Math.floor(seconds % 60), "s");
	const hours = Math.floor(minutes / 60);
	if (hours < 24) return pair(hours, "h", minutes % 60, "min");
	return pair(Math.floor(hours / 24), "d", hours % 24, "h");
}

const pair = (large: number, largeUnit: string, small: number, smallUnit: string) =>
	small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;

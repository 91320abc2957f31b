import { timeStrings } from "@/strings/time";

const { units, justNow, ago, ahead } = timeStrings;

/**
 * The distance of a moment from now in words: `5 min. ago`, `in 2 hr.`; both in epoch ms. In plain
 * strings: an Intl.RelativeTimeFormat takes a phone 100 ms to make, while the page waits.
 */
export function relativeTime(at: number, now: number): string {
	const seconds = Math.abs(at - now) / 1_000;
	if (seconds < 10) return justNow;
	const unit = units.find(({ length }) => seconds >= length);
	if (unit === undefined) return justNow;
	const count = Math.trunc(seconds / unit.length);
	const words = `${count} ${count === 1 ? unit.one : unit.many}`;
	return at < now ? ago(words) : ahead(words);
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

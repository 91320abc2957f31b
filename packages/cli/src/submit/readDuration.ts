import { UsageError } from "../UsageError.ts";

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** A duration such as 90m, 24h or 7d, in seconds. @throws UsageError */
export function readDuration(text: string): number {
	const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
	const factor = unit === undefined ? undefined : seconds[unit];
	if (factor === undefined || Number(count) === 0)
		throw new UsageError(`--deadline is a duration such as 90m, 24h or 7d, not "${text}".`);
	return Number(count) * factor;
}

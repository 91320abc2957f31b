/** How many bytes had been sent at a moment, in epoch ms. */
export interface SentSample {
	readonly at: number;
	readonly bytes: number;
}

/** Speed is taken over this long, in ms. */
const window = 5_000;

/** The samples after one more: those within the window, and the one before it, to measure from. */
export function addSent(samples: readonly SentSample[], sample: SentSample): readonly SentSample[] {
	const first = samples.findLastIndex(({ at }) => sample.at - at >= window);
	return [...samples.slice(Math.max(first, 0)), sample];
}

/** Bytes a second over the samples; null before half a second was seen, or when bytes were lost. */
export function speedOf(samples: readonly SentSample[]): number | null {
	const first = samples[0];
	const last = samples.at(-1);
	if (first === undefined || last === undefined || last.at - first.at < 500) return null;
	const sent = last.bytes - first.bytes;
	return sent < 0 ? null : (sent * 1_000) / (last.at - first.at);
}

import type { ProgressSample } from "./estimateTimeLeft";

/** The rate is taken from this long ago until now, in ms. */
const recent = 120_000;
const mostSamples = 240;

/** The samples after a job has moved: one more, and those of the recent past only. */
export function addSample(
	samples: readonly ProgressSample[],
	sample: ProgressSample,
): readonly ProgressSample[] {
	const last = samples.at(-1);
	if (last !== undefined && sample.decided < last.decided) return [sample]; // a rollback
	if (last !== undefined && sample.decided === last.decided) return samples;
	const kept = samples.filter(({ at }) => sample.at - at <= recent);
	return [...kept.slice(-mostSamples), sample];
}

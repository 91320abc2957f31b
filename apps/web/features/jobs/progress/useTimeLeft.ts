"use client";
import { finalJobStates, type JobView } from "@tabgrid/protocol";
import { useEffect, useState } from "react";
import { estimateTimeLeft, type ProgressSample, type TimeLeft } from "./estimateTimeLeft";

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
	if (last !== undefined && sample.decided === last.decided && samples.length > 1) return samples;
	const kept = samples.filter(({ at }) => sample.at - at <= recent);
	return [...kept.slice(-mostSamples), sample];
}

/**
 * The time that a job still takes, from what this page has seen of it; the rate since the job was paid
 * serves until then. Looks again every few seconds, because silence tells something too.
 */
export function useTimeLeft(job: JobView): TimeLeft {
	const { verified, failed } = job.shards;
	const decided = verified + failed;
	const over = finalJobStates.has(job.state);
	const [samples, setSamples] = useState<readonly ProgressSample[]>([]);
	const [now, setNow] = useState(0);
	useEffect(() => {
		const at = Date.now();
		setNow(at);
		setSamples((known) => addSample(known, { at, decided }));
	}, [decided]);
	useEffect(() => {
		if (over) return;
		const timer = setInterval(() => setNow(Date.now()), 3_000);
		return () => clearInterval(timer);
	}, [over]);
	const left = job.shardTotal - decided;
	const seen = estimateTimeLeft(samples, left, now);
	const last = samples.at(-1);
	if (seen.kind !== "unknown" || job.postedAt === null || last === undefined) return seen;
	return estimateTimeLeft([{ at: job.postedAt, decided: 0 }, last], left, now);
}

"use client";
import { finalJobStates, type JobView } from "@tabgrid/protocol";
import { useEffect, useState } from "react";
import { estimateTimeLeft, type ProgressSample, type TimeLeft } from "./estimateTimeLeft";
import { addSample } from "./progressSamples";

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

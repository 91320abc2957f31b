"use client";
import { AwaitJob } from "./AwaitJob";
import { useAwaitedJobs } from "./awaitedJobs";

/** Waits for every job that this browser's person wants to be told of. */
export function AwaitJobs() {
	return useAwaitedJobs().map((jobId) => <AwaitJob key={jobId} jobId={jobId} />);
}

"use client";
import dynamic from "next/dynamic";
import { useAwaitedJobs } from "./awaitedJobs";

const AwaitJob = dynamic(() => import("./AwaitJob").then((module) => module.AwaitJob), {
	ssr: false,
});

/** Tells of awaited jobs on every page of the site, hidden or not; costs nothing while none is. */
export function JobNotifier() {
	const jobs = useAwaitedJobs();
	return jobs.map((jobId) => <AwaitJob key={jobId} jobId={jobId} />);
}

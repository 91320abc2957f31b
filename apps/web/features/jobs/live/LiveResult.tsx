"use client";
import type { JobView } from "@tabgrid/protocol";
import dynamic from "next/dynamic";

/** Kernels with a look into unfinished results. */
const lookedInto = ["ocr-lines", "detect-text", "mandelbrot"] as const;
export type LookedInto = (typeof lookedInto)[number];

/** Loaded when such a job is open. */
const LiveCard = dynamic(() => import("./LiveCard").then((module) => module.LiveCard));

/** What a job has given so far, until its result is there; nothing for kernels without such a look. */
export function LiveResult({ job }: { job: JobView }) {
	const kernel = lookedInto.find((each) => each === job.kernel);
	if (kernel === undefined || job.state === "draft" || job.state === "funded") return null;
	return <LiveCard job={job} kernel={kernel} />;
}

"use client";
import type { JobView } from "@tabgrid/protocol";
import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { Card, CardHeader } from "@/components/Card";
import { resultStrings } from "@/strings/results";
import { HeldResults } from "./HeldResults";

/** Looks into unfinished results, of the kernels that have one; loaded when such a job is open. */
const looks: Readonly<Record<string, ComponentType<{ job: JobView }>>> = {
	"ocr-lines": dynamic(() => import("./LiveLines").then(({ LiveLines }) => LiveLines)),
	"detect-text": dynamic(() => import("./LivePages").then(({ LivePages }) => LivePages)),
	mandelbrot: dynamic(() => import("./LivePicture").then(({ LivePicture }) => LivePicture)),
};

/** What a job has given so far, until its result is there; nothing for kernels without such a look. */
export function LiveResult({ job }: { job: JobView }) {
	const Look = looks[job.kernel];
	if (Look === undefined || job.state === "draft" || job.state === "funded") return null;
	return (
		<Card data-testid="live-result">
			<CardHeader
				title={resultStrings.live.title}
				hint={resultStrings.live.verified(job.shards.verified, job.shardTotal)}
			/>
			<HeldResults job={job} />
			<Look job={job} />
		</Card>
	);
}

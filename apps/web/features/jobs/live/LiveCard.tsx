"use client";
import type { JobView } from "@tabgrid/protocol";
import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { Card, CardHeader } from "@/components/Card";
import { resultStrings } from "@/strings/results";
import { HeldResults } from "./HeldResults";
import type { LookedInto } from "./LiveResult";

const looks: Readonly<Record<LookedInto, ComponentType<{ job: JobView }>>> = {
	"ocr-lines": dynamic(() => import("./LiveLines").then(({ LiveLines }) => LiveLines)),
	"detect-text": dynamic(() => import("./LivePages").then(({ LivePages }) => LivePages)),
	mandelbrot: dynamic(() => import("./LivePicture").then(({ LivePicture }) => LivePicture)),
};

/** What a job of this kernel has given so far. */
export function LiveCard({ job, kernel }: { job: JobView; kernel: LookedInto }) {
	const Look = looks[kernel];
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

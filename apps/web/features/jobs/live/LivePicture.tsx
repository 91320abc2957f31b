"use client";
import { MandelbrotParams, tilePainter } from "@tabgrid/kernels";
import type { JobView } from "@tabgrid/protocol";
import { useMemo, useRef } from "react";
import { useMatcher } from "@/lib/matcher/useMatcher";
import { resultStrings } from "@/strings/results";
import { readOutputs } from "./readOutputs";
import { useResultFeed } from "./useResultFeed";

/** A picture of `mandelbrot` that fills in as its tiles are verified. */
export function LivePicture({ job }: { job: JobView }) {
	const params = useMemo(() => MandelbrotParams.safeParse(job.spec.params).data, [job.spec.params]);
	return params ? <Canvas job={job} params={params} /> : null;
}

function Canvas({ job, params }: { job: JobView; params: MandelbrotParams }) {
	const matcher = useMatcher();
	const canvas = useRef<HTMLCanvasElement>(null);
	const paint = useMemo(() => tilePainter(params), [params]);
	useResultFeed(job, "inline", (results) =>
		readOutputs(matcher, results, ({ shardIndex, output }) => {
			const tile = paint(shardIndex, output);
			if (tile === undefined) return;
			canvas.current
				?.getContext("2d")
				?.putImageData(new ImageData(tile.data, tile.width, tile.height), tile.left, tile.top);
		}),
	);
	return (
		<div className="flex min-h-40 justify-center bg-sunken p-4 sm:p-5">
			<canvas
				ref={canvas}
				width={params.width}
				height={params.height}
				role="img"
				aria-label={resultStrings.live.picture(job.title, job.shards.verified, job.shardTotal)}
				data-testid="live-picture"
				className="h-auto max-h-[36rem] w-auto max-w-full rounded bg-line/60"
			/>
		</div>
	);
}

"use client";
import { type PlacedLine, readOcrOutput } from "@tabgrid/kernels";
import type { JobView } from "@tabgrid/protocol";
import { useRef, useState } from "react";
import { useMatcher } from "@/lib/matcher/useMatcher";
import { resultStrings } from "@/strings/results";
import { LineList } from "../result/LineList";
import { readOutputs } from "./readOutputs";
import { useResultFeed } from "./useResultFeed";

/** The text that `ocr-lines` has read so far, in its order. */
export function LiveLines({ job }: { job: JobView }) {
	const matcher = useMatcher();
	const read = useRef(new Map<number, PlacedLine>());
	const [lines, setLines] = useState<readonly PlacedLine[]>([]);
	useResultFeed(job, "inline", async (results) => {
		await readOutputs(matcher, results, ({ output }) => {
			for (const line of readOcrOutput(output)) read.current.set(line.place, line);
		});
		setLines([...read.current.values()].sort((a, b) => a.place - b.place));
	});
	if (lines.length === 0)
		return (
			<p className="px-4 py-6 text-sm text-ink-3 sm:px-5" role="status">
				{resultStrings.live.waiting}
			</p>
		);
	return (
		<div data-testid="live-lines">
			<LineList
				lines={lines.map(({ place, ...line }) => ({ ...line, label: String(place + 1) }))}
			/>
		</div>
	);
}

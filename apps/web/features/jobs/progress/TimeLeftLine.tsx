"use client";
import type { JobView } from "@tabgrid/protocol";
import { jobStrings } from "@/strings/jobs";
import type { TimeLeft } from "./estimateTimeLeft";
import { useTimeLeft } from "./useTimeLeft";

const words = jobStrings.timeLeft;
const working: ReadonlySet<string> = new Set(["funded", "running"]);

/** A rough length of time, as coarse as an estimate is: `40 s`, `3 min`, `2 h`, `3 d`. */
function coarse(ms: number): string {
	const minutes = ms / 60_000;
	if (minutes < 1) return `${Math.max(10, Math.ceil(ms / 10_000) * 10)} s`;
	if (minutes < 60) return `${Math.round(minutes)} min`;
	if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
	return `${Math.round(minutes / 1_440)} d`;
}

function sentence(left: TimeLeft): string {
	switch (left.kind) {
		case "unknown":
			return words.unknown;
		case "stalled":
			return words.stalled(coarse(left.quietMs));
		case "estimate": {
			const [low, high] = [coarse(left.low), coarse(left.high)];
			if (left.high < 60_000) return words.soon;
			return low === high ? words.about(low) : words.between(low, high);
		}
	}
}

/** How long the job still takes, with how sure that is. Empty once there is nothing to wait for. */
export function TimeLeftLine({ job }: { job: JobView }) {
	const left = useTimeLeft(job);
	const shown = working.has(job.state);
	return (
		<p
			className="tabular mt-2 min-h-5 text-[0.8125rem] text-ink-3"
			title={left.kind === "estimate" ? words.means : undefined}
			data-testid="time-left"
			data-kind={shown ? left.kind : "none"}
		>
			{shown ? (
				<>
					{job.state === "funded" ? words.waiting : sentence(left)}
					{left.kind === "estimate"
						? ` · ${words.basis((left.rate * 60_000).toLocaleString("en", { maximumSignificantDigits: 3 }))}`
						: null}
				</>
			) : null}
		</p>
	);
}

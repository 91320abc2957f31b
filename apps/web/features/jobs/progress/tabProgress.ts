import type { JobState, JobView } from "@tabgrid/protocol";
import { jobStrings } from "@/strings/jobs";

const words = jobStrings.tab;

const prefixes: Record<Exclude<JobState, "running">, string> = {
	draft: words.unpaid,
	funded: words.waiting,
	settling: words.settling,
	settled: words.done,
	cancelled: words.stopped,
	expired: words.stopped,
	failed: words.failed,
};

type Progress = Pick<JobView, "state" | "shards" | "shardTotal" | "title">;

/** The share of a job's shards that is verified, 0 to 1; full only when every one is. */
function verifiedShare({ shards, shardTotal }: Progress): number {
	return shards.verified / Math.max(shardTotal, 1);
}

/** What a tab that shows the job is called: `42% · A printed page · Tabgrid`. */
export function tabTitle(job: Progress): string {
	const prefix =
		job.state === "running" ? `${Math.floor(verifiedShare(job) * 100)}%` : prefixes[job.state];
	return `${prefix} · ${job.title} · Tabgrid`;
}

const colours: Partial<Record<JobState, string>> = {
	settled: "#12996e",
	failed: "#d3423a",
	expired: "#cc7606",
	cancelled: "#8a8b82",
};
const cells = [0, 7, 14].flatMap((y) => [0, 7, 14].map((x) => ({ x, y })));

/**
 * The tab's icon as an SVG: the site's nine cells, as many of them full as of the job's shards are
 * verified; all in one colour once the job has ended. Changes ten times in a job at most.
 */
export function tabIcon(job: Progress): string {
	const end = colours[job.state];
	const full = end === undefined ? Math.floor(verifiedShare(job) * cells.length) : cells.length;
	const rects = cells
		.map(({ x, y }, place) => {
			const fill = place < full ? (end ?? "#12996e") : "#8a8b82";
			const opacity = place < full ? "1" : ".45";
			return `<rect x="${x}" y="${y}" width="6" height="6" rx="1" fill="${fill}" opacity="${opacity}"/>`;
		})
		.join("");
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">${rects}</svg>`;
}

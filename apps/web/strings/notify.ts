import type { JobState } from "@tabgrid/protocol";

const finished: Partial<Record<JobState, string>> = {
	settled: "Your job is done",
	failed: "Your job failed",
	cancelled: "Your job was cancelled",
	expired: "Your job ran out of time",
};

/** The words of notifications about jobs. */
export const notifyStrings = {
	ask: "Notify me",
	askMeans: "A notification of your browser when this job is finished",
	on: "You will be notified",
	onMeans: "Press to change your mind",
	asked: "You will be notified when the job is finished",
	keepOpen: "Keep a tab of this site open for it, hidden is fine.",
	blocked: "This browser blocks notifications of this site",
	unblock: "Allow them in the site's settings, beside the address, and press again.",
	finished: (state: JobState) => finished[state] ?? "Your job has ended",
	view: "View job",
} as const;

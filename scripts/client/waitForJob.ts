import { setTimeout as pause } from "node:timers/promises";
import { finalJobStates, type JobId, type JobView, TabgridError } from "@tabgrid/protocol";
import type { MatcherApi } from "./MatcherApi.ts";

export interface WaitForJobOptions {
	/** Given up after this many ms. */
	readonly limitMs: number;
	/** How often the matcher is asked, in ms. */
	readonly everyMs?: number;
	readonly onUpdate?: (job: JobView) => void;
}

/**
 * Follows a job until `done` says so; by default until it will not change any more.
 * @throws TabgridError RUN_TIMEOUT with the last state when the time is over. A matcher that does not
 * answer for a while is waited for.
 */
export async function waitForJob(
	api: MatcherApi,
	jobId: JobId,
	{ limitMs, everyMs = 250, onUpdate }: WaitForJobOptions,
	done: (job: JobView) => boolean = ({ state }) => finalJobStates.has(state),
): Promise<JobView> {
	const deadline = Date.now() + limitMs;
	let last = "never seen";
	while (Date.now() < deadline) {
		const job = await api.job(jobId).catch(orUnavailable);
		if (job) {
			onUpdate?.(job);
			if (done(job)) return job;
			last = `${job.state}, ${JSON.stringify(job.shards)}`;
		}
		await pause(everyMs);
	}
	throw new TabgridError(
		"RUN_TIMEOUT",
		`Job ${jobId} was not done after ${Math.round(limitMs / 1000)} s (${last}).`,
	);
}

function orUnavailable(error: unknown): undefined {
	if (error instanceof TabgridError && error.code === "UNAVAILABLE") return undefined;
	throw error;
}

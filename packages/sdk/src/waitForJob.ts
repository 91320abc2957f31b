import { type JobId, type JobView, TabgridError } from "@tabgrid/protocol";
import type { MatcherApi } from "./MatcherApi.ts";
import { orPassing } from "./orPassing.ts";
import { pause } from "./pause.ts";
import { isFinal } from "./watchJob.ts";

export interface WaitForJobOptions {
	/** Given up after this many ms. */
	readonly limitMs: number;
	/** How often the matcher is asked, in ms. */
	readonly everyMs?: number;
	readonly onUpdate?: (job: JobView) => void;
}

/**
 * Asks for a job, often, until `done` says so: for states that last a moment, where watchJob's two
 * updates a second are too few. By default it waits until the job will not change any more.
 * @throws TabgridError RUN_TIMEOUT with the last state when the time is over. A matcher that does not
 * answer for a while is waited for.
 */
export async function waitForJob(
	api: MatcherApi,
	jobId: JobId,
	{ limitMs, everyMs = 250, onUpdate }: WaitForJobOptions,
	done: (job: JobView) => boolean = isFinal,
): Promise<JobView> {
	const deadline = Date.now() + limitMs;
	let last = "never seen";
	while (Date.now() < deadline) {
		const job = await api.job(jobId).catch(orPassing);
		if (job) {
			onUpdate?.(job);
			if (done(job)) return job;
			last = `${job.state}, ${JSON.stringify(job.shards)}`;
		}
		await pause(everyMs);
	}
	throw new TabgridError(
		"RUN_TIMEOUT",
		`Job ${jobId} was not done after ${Math.round(limitMs / 1_000)} s (${last}).`,
	);
}

import type { JobId, JobView } from "@tabgrid/protocol";
import { cache } from "react";
import { readRuntimeConfig } from "@/lib/runtimeConfig";
import { requestJson } from "./request";

/** A visitor waits for no longer than this for a page with the job in it, in ms. */
const patience = 600;

/**
 * A job as the web server itself hears of it from the matcher, once a request, so that a page comes
 * with its title in it. Undefined when there is none, or when the matcher is away, slow or refuses:
 * the browser asks again anyway.
 */
export const readJob = cache(async (jobId: JobId): Promise<JobView | undefined> => {
	const url = `${readRuntimeConfig().matcherUrl}/jobs/${jobId}`;
	const signal = AbortSignal.timeout(patience);
	return requestJson(url, (replies) => replies.JobView, { signal, cache: "no-store" }).catch(
		() => undefined,
	);
});

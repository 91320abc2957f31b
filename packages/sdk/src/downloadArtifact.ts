import { type JobView, TabgridError } from "@tabgrid/protocol";
import { digestCheck } from "./digestCheck.ts";
import type { MatcherApi } from "./MatcherApi.ts";

/** A job's result on its way. */
export interface OpenArtifact extends NonNullable<JobView["artifact"]> {
	/** Fails at its end with DIGEST_MISMATCH when these were not the bytes that the digest names. */
	readonly stream: ReadableStream<Uint8Array>;
}

/** A job's result in memory, checked. */
export interface DownloadedArtifact extends NonNullable<JobView["artifact"]> {
	readonly content: Uint8Array<ArrayBuffer>;
}

/**
 * Opens a job's result as a stream that checks itself: use what it gave only after it has ended.
 * @throws TabgridError NOT_FOUND while there is none, with the reason where there never will be one.
 */
export async function openArtifact(
	api: MatcherApi,
	job: Pick<JobView, "jobId" | "artifact" | "state" | "reason">,
	signal?: AbortSignal,
): Promise<OpenArtifact> {
	const { artifact } = job;
	if (artifact === null)
		throw new TabgridError(
			"NOT_FOUND",
			`Job ${job.jobId} is ${job.state} and has no result${job.reason === null ? "" : `: ${job.reason}`}.`,
		);
	const response = await api.openBlob(artifact.digest, signal);
	if (response.body === null)
		throw new TabgridError("UNAVAILABLE", "The matcher sent no bytes for the result.");
	return { ...artifact, stream: response.body.pipeThrough(digestCheck(artifact.digest)) };
}

/**
 * Downloads a job's result into memory.
 * @throws TabgridError NOT_FOUND, or DIGEST_MISMATCH when the bytes are not those that were attested.
 */
export async function downloadArtifact(
	api: MatcherApi,
	job: Pick<JobView, "jobId" | "artifact" | "state" | "reason">,
	signal?: AbortSignal,
): Promise<DownloadedArtifact> {
	const { stream, ...artifact } = await openArtifact(api, job, signal);
	const content = new Uint8Array(await new Response(stream).arrayBuffer());
	return { ...artifact, content };
}

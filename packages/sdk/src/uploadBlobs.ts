import { type Digest, TabgridError } from "@tabgrid/protocol";
import type { MatcherApi } from "./MatcherApi.ts";
import { pause } from "./pause.ts";
import type { DescribedPlan, UploadOptions } from "./uploadPlan.ts";

/** Uploads at once. */
const concurrency = 6;
/** Digests asked for at once, by the API's limit. */
const askAtOnce = 5_000;
/** Tries of one blob while the matcher is away or asks to slow down. */
const attempts = 6;

/** Sends those blobs of a plan that the matcher does not have, a few at a time. */
export async function uploadBlobs(
	api: MatcherApi,
	plan: Pick<DescribedPlan, "digests" | "totalBytes" | "blobs">,
	{ onProgress, signal }: UploadOptions = {},
): Promise<void> {
	const missing = await missingOf(api, plan.digests);
	const seen = new Set<Digest>();
	const total = plan.totalBytes;
	let done = 0;
	const settled = (bytes: number) => {
		done += bytes;
		onProgress?.({ done, total });
	};
	const running = new Set<Promise<void>>();
	try {
		for (const { digest, bytes } of plan.blobs()) {
			signal?.throwIfAborted();
			if (seen.has(digest)) continue;
			seen.add(digest);
			if (!missing.has(digest)) {
				settled(bytes.byteLength);
				continue;
			}
			if (running.size >= concurrency) await Promise.race(running);
			const task: Promise<void> = put(api, digest, bytes, signal)
				.then(() => settled(bytes.byteLength))
				.finally(() => running.delete(task));
			running.add(task);
		}
		await Promise.all(running);
	} finally {
		await Promise.allSettled(running);
	}
}

async function missingOf(api: MatcherApi, digests: readonly Digest[]): Promise<Set<Digest>> {
	const missing = new Set<Digest>();
	for (let from = 0; from < digests.length; from += askAtOnce)
		for (const digest of await api.missingBlobs(digests.slice(from, from + askAtOnce)))
			missing.add(digest);
	return missing;
}

async function put(
	api: MatcherApi,
	digest: Digest,
	bytes: Uint8Array<ArrayBuffer>,
	signal?: AbortSignal,
): Promise<void> {
	for (let attempt = 1; ; attempt++)
		try {
			return await api.putBlob(digest, bytes, signal);
		} catch (error) {
			const passing =
				error instanceof TabgridError &&
				(error.code === "UNAVAILABLE" || error.code === "RATE_LIMITED");
			if (!passing || attempt === attempts) throw error;
			await pause(error.retryAfterMs ?? 250 * 2 ** attempt, signal);
		}
}

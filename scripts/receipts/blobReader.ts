import type { ReadBlob } from "@tabgrid/kernels";
import { createBlobClient } from "@tabgrid/kernels/runner";
import { limits, TabgridError } from "@tabgrid/protocol";

/** How long one blob may take, with all attempts, in ms. */
const patienceMs = 120_000;

/** Reads blobs of a matcher; each is checked by its digest. */
export function blobReader(matcher: string, largest: number = limits.shardOutput): ReadBlob {
	const blobs = createBlobClient(matcher);
	return async (digest) => {
		const signal = AbortSignal.timeout(patienceMs);
		try {
			return await blobs.get(digest, largest, signal);
		} catch (cause) {
			if (!signal.aborted) throw cause;
			throw new TabgridError("UNAVAILABLE", `The matcher at ${matcher} does not answer.`, {
				cause,
			});
		}
	};
}

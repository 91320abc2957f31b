import { type Digest, ErrorBody, TabgridError } from "@tabgrid/protocol";
import { backoffMs, sleep } from "./clock.ts";
import { sha256Digest } from "./digest.ts";
import { stopped } from "./toTabgridError.ts";

/** The matcher's blobs over HTTP. */
export interface BlobClient {
	/**
	 * Fetches a blob and checks its SHA-256. Repeats while the matcher can't be reached, until aborted.
	 * @throws TabgridError MISSING_BLOB, DIGEST_MISMATCH, TOO_LARGE (longer than `bytes`), STOPPED.
	 */
	get(digest: Digest, bytes: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
	/**
	 * Stores a blob under its digest. Repeats like {@link get}.
	 * @throws TabgridError what the matcher answered, or STOPPED.
	 */
	put(digest: Digest, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void>;
}

/** Answers after which the same request may succeed. */
const passing = new Set(["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"]);
/** A corrupt or missing blob is asked for this often: a proxy or a late replica may mend it. */
const patience = 3;

/** @param baseUrl - the matcher's HTTP address. */
export function createBlobClient(baseUrl: string, fetcher: typeof fetch = fetch): BlobClient {
	const urlOf = (digest: Digest) => `${baseUrl.replace(/\/$/, "")}/blobs/${digest}`;
	return {
		get: (digest, bytes, signal) =>
			persist(signal, async (attempt) => {
				const response = await fetcher(urlOf(digest), {
					signal,
					credentials: "omit",
					// A second try must not be answered by the same broken cache entry.
					cache: attempt === 0 ? "default" : "reload",
				});
				if (!response.ok) throw await refusal(response, digest);
				const body = new Uint8Array(await response.arrayBuffer());
				if (body.byteLength > bytes)
					throw new TabgridError(
						"TOO_LARGE",
						`Blob ${digest} has ${body.byteLength} bytes; ${bytes} were announced.`,
					);
				const actual = await sha256Digest(body);
				if (actual !== digest)
					throw new TabgridError(
						"DIGEST_MISMATCH",
						`The bytes served for blob ${digest} hash to ${actual}.`,
					);
				return body;
			}),
		put: (digest, bytes, signal) =>
			persist(signal, async () => {
				const response = await fetcher(urlOf(digest), {
					method: "PUT",
					body: bytes,
					headers: { "content-type": "application/octet-stream" },
					signal,
					credentials: "omit",
				});
				if (!response.ok) throw await refusal(response, digest);
			}),
	};
}

/** Repeats `attempt` with backoff: for ever while the matcher is away, a few times for a bad blob. */
async function persist<T>(
	signal: AbortSignal,
	attempt: (number: number) => Promise<T>,
): Promise<T> {
	for (let number = 0; ; number++) {
		if (signal.aborted) throw stopped();
		try {
			return await attempt(number);
		} catch (cause) {
			if (signal.aborted) throw stopped();
			const error =
				cause instanceof TabgridError
					? cause
					: new TabgridError("UNAVAILABLE", "The matcher can't be reached.", { cause });
			const again =
				passing.has(error.code) ||
				((error.code === "DIGEST_MISMATCH" || error.code === "MISSING_BLOB") &&
					number + 1 < patience);
			if (!again) throw error;
			await sleep(error.retryAfterMs ?? backoffMs(number), signal);
		}
	}
}

async function refusal(response: Response, digest: Digest): Promise<TabgridError> {
	const body = ErrorBody.safeParse(await response.json().catch(() => null));
	if (body.success) return TabgridError.fromWire(body.data.error);
	if (response.status === 404)
		return new TabgridError("MISSING_BLOB", `The matcher doesn't have blob ${digest}.`);
	if (response.status === 429) return new TabgridError("RATE_LIMITED", "Too many requests.");
	return response.status >= 500
		? new TabgridError("UNAVAILABLE", `The matcher answered ${response.status}.`)
		: new TabgridError("BAD_REQUEST", `The matcher answered ${response.status} for ${digest}.`);
}

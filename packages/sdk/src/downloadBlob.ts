import { type Digest, TabgridError } from "@tabgrid/protocol";
import { digestCheck } from "./digestCheck.ts";
import type { MatcherApi } from "./MatcherApi.ts";

/**
 * Downloads a blob into memory.
 * @throws TabgridError NOT_FOUND, or DIGEST_MISMATCH when the bytes are not those that the digest names.
 */
export async function downloadBlob(
	api: MatcherApi,
	digest: Digest,
	signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
	const { body } = await api.openBlob(digest, signal);
	if (body === null) throw new TabgridError("UNAVAILABLE", "The matcher sent no bytes.");
	const checked = body.pipeThrough(digestCheck(digest));
	return new Uint8Array(await new Response(checked).arrayBuffer());
}

import {
	decodeBundle,
	digestLarge,
	type ShardResult,
	TabgridError,
	type TensorBundle,
} from "@tabgrid/protocol";
import type { MatcherClient } from "@/lib/matcher/MatcherClient";

/** A verified shard with what it gave. */
export interface VerifiedOutput {
	readonly shardIndex: number;
	readonly output: TensorBundle;
}

/** Outputs that don't come with the list are fetched so many at a time. */
const atOnce = 4;

/**
 * The outputs of a page of results, handed over as they are there.
 * @throws TabgridError of the blob client, DIGEST_MISMATCH for other bytes than were promised.
 */
export async function readOutputs(
	matcher: MatcherClient,
	results: readonly ShardResult[],
	take: (output: VerifiedOutput) => void,
): Promise<void> {
	for (let from = 0; from < results.length; from += atOnce)
		await Promise.all(
			results.slice(from, from + atOnce).map(async (result) => {
				const output = decodeBundle(await bytesOf(matcher, result));
				take({ shardIndex: result.shardIndex, output });
			}),
		);
}

async function bytesOf(
	matcher: MatcherClient,
	{ digest, output }: ShardResult,
): Promise<Uint8Array> {
	if (output === null) return new Uint8Array(await (await matcher.blob(digest)).arrayBuffer());
	const bytes = Uint8Array.from(atob(output), (letter) => letter.charCodeAt(0));
	if ((await digestLarge(bytes)) !== digest)
		throw new TabgridError("DIGEST_MISMATCH", "The matcher sent other bytes than it promised.");
	return bytes;
}

import { type AskReply, type Lease, limits } from "@tabgrid/protocol";
import type { BlobStore } from "../blobs/BlobStore.ts";

/**
 * Puts small inputs into their leases, which saves providers a request for each; an answer of many leases
 * stays as it is, for who takes so many fetches ahead. An input that can't be read is left to be fetched,
 * where its absence is told.
 */
export async function inlineInputs(
	blobs: Pick<BlobStore, "read">,
	reply: AskReply,
): Promise<AskReply> {
	if (reply.leases.length > limits.inlineInputs) return reply;
	const leases = await Promise.all(
		reply.leases.map(async (lease): Promise<Lease> => {
			if (lease.inputBytes > limits.inlineInput) return lease;
			const content = await blobs.read(lease.input).catch(() => undefined);
			return content === undefined ? lease : { ...lease, content };
		}),
	);
	return { ...reply, leases };
}

import type { Digest } from "@tabgrid/protocol";
import type { Logger } from "../log.ts";
import { type Db, findBlobs, forgetUnreferencedBlobs } from "../store/index.ts";
import type { BlobStore } from "./BlobStore.ts";

/** How long a blob that nothing refers to is kept, in ms: time to finish an upload and post. */
export const keepUnreferencedMs = 24 * 60 * 60 * 1000;

const batch = 500;

/**
 * Deletes blobs that nothing refers to and nobody asked for in a day. Bytes without a record (left by
 * a crash between the two) count as unreferenced. Answers how many were deleted.
 */
export async function collectBlobs(
	db: Db,
	blobs: BlobStore,
	log: Logger,
	now: number,
): Promise<number> {
	const before = now - keepUnreferencedMs;
	let deleted = 0;
	for (;;) {
		const forgotten = await forgetUnreferencedBlobs(db, { createdBefore: before, limit: batch });
		if (forgotten.length < batch) break;
	}
	const sweep = async (digests: readonly Digest[]) => {
		const recorded = new Set((await findBlobs(db, digests)).map(({ digest }) => digest));
		for (const digest of digests.filter((digest) => !recorded.has(digest))) {
			await blobs.remove(digest);
			deleted += 1;
		}
	};
	let old: Digest[] = [];
	for await (const { digest, touchedAt } of blobs.list()) {
		if (touchedAt < before) old.push(digest);
		if (old.length < batch) continue;
		await sweep(old);
		old = [];
	}
	await sweep(old);
	if (deleted > 0) log.info({ deleted }, "Collected blobs that nothing refers to.");
	return deleted;
}

import { type Digest, TabgridError } from "@tabgrid/protocol";
import { type Db, inlineBlobs } from "../store/index.ts";
import type { BlobStore } from "./BlobStore.ts";

const isMissing = (error: unknown) =>
	error instanceof TabgridError && error.code === "MISSING_BLOB";

/**
 * The blobs of `files` before those of the database (results that came inline, see
 * {@link inlineBlobs}): every provider fetches inputs, which are files, and none of these reads may
 * wait for the database. What is put goes to `files`; the database's go away with their records.
 */
export function filesFirst(db: Db, files: BlobStore): BlobStore {
	const inline = async (digest: Digest) => (await inlineBlobs(db, [digest])).get(digest);
	/** The database's blob where `read` finds no file. @throws what `read` throws. */
	const orInline = async <T>(
		digest: Digest,
		read: Promise<T>,
		from: (bytes: Uint8Array<ArrayBuffer>) => T,
	): Promise<T> => {
		try {
			return await read;
		} catch (error) {
			const bytes = isMissing(error) ? await inline(digest) : undefined;
			if (bytes === undefined) throw error;
			return from(bytes);
		}
	};
	return {
		put: (digest, body, limit) => files.put(digest, body, limit),
		putBytes: (bytes) => files.putBytes(bytes),
		list: () => files.list(),
		remove: (digest) => files.remove(digest),
		healthy: () => files.healthy(),
		async size(digest) {
			return (await files.size(digest)) ?? (await inline(digest))?.byteLength;
		},
		async missing(digests) {
			const absent = await files.missing(digests);
			if (absent.length === 0) return absent;
			const held = await inlineBlobs(db, absent);
			return absent.filter((digest) => !held.has(digest));
		},
		read: (digest) => orInline(digest, files.read(digest), (bytes) => bytes),
		stream: (digest) =>
			orInline(digest, files.stream(digest), (bytes) => ({
				bytes: bytes.byteLength,
				body: new Blob([bytes]).stream(),
			})),
	};
}

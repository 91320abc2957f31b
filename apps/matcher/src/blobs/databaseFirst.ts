import type { Digest } from "@tabgrid/protocol";
import { type Db, inlineBlobs } from "../store/index.ts";
import type { BlobStore } from "./BlobStore.ts";

/**
 * The blobs of the database (results that came inline, see {@link inlineBlobs}) before those of
 * `files`. What is put goes to `files`; the database's go away with their records.
 */
export function databaseFirst(db: Db, files: BlobStore): BlobStore {
	const inline = async (digest: Digest) => (await inlineBlobs(db, [digest])).get(digest);
	return {
		put: (digest, body, limit) => files.put(digest, body, limit),
		putBytes: (bytes) => files.putBytes(bytes),
		list: () => files.list(),
		remove: (digest) => files.remove(digest),
		healthy: () => files.healthy(),
		async size(digest) {
			return (await inline(digest))?.byteLength ?? files.size(digest);
		},
		async missing(digests) {
			const absent = await files.missing(digests);
			if (absent.length === 0) return absent;
			const held = await inlineBlobs(db, absent);
			return absent.filter((digest) => !held.has(digest));
		},
		async read(digest) {
			return (await inline(digest)) ?? files.read(digest);
		},
		async stream(digest) {
			const bytes = await inline(digest);
			if (bytes === undefined) return files.stream(digest);
			return { bytes: bytes.byteLength, body: new Blob([bytes]).stream() };
		},
	};
}

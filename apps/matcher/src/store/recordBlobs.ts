import type { Digest } from "@tabgrid/protocol";
import type { Db, Queries } from "./db.ts";

/** A stored blob: SHA-256 and size in bytes. */
export interface BlobRecord {
	readonly digest: Digest;
	readonly bytes: number;
}

/**
 * Remembers blobs whose bytes are stored. Again, it makes them new again, so that a blob which someone
 * is about to refer to isn't collected.
 */
export async function recordBlobs(
	db: Db,
	blobs: readonly BlobRecord[],
	now: number,
): Promise<void> {
	if (blobs.length === 0) return;
	const unique = [...new Map(blobs.map((blob) => [blob.digest, blob])).values()];
	await db.query(
		`insert into blobs (digest, bytes, created_at)
		 select digest, bytes, $2 from json_to_recordset($1::json) as b (digest text, bytes bigint)
		 order by digest
		 on conflict (digest) do update set created_at = greatest(blobs.created_at, excluded.created_at)`,
		[JSON.stringify(unique), now],
	);
}

/** Which of these blobs are stored. */
export async function findBlobs(db: Queries, digests: readonly Digest[]): Promise<BlobRecord[]> {
	return db.query<BlobRecord>(
		"select digest, bytes from blobs where digest in (select json_array_elements_text($1::json))",
		[JSON.stringify(digests)],
	);
}

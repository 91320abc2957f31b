import type { Db } from "./db.ts";
import type { BlobRecord } from "./recordBlobs.ts";

/**
 * Deletes the records of old blobs that nothing refers to: no job's model, manifest, input or
 * artifact, and no replica's output. The caller then deletes their bytes.
 * @param options.createdBefore epoch ms; leave clients the time to upload and to post.
 */
export async function forgetUnreferencedBlobs(
	db: Db,
	options: { readonly createdBefore: number; readonly limit: number },
): Promise<BlobRecord[]> {
	return db.query<BlobRecord>(
		`delete from blobs where created_at < $1 and digest in (
			select b.digest from blobs b
			where b.created_at < $1
				and not exists (select 1 from jobs j where j.model = b.digest)
				and not exists (select 1 from jobs j where j.manifest = b.digest)
				and not exists (select 1 from jobs j where j.artifact_digest = b.digest)
				and not exists (select 1 from shards s where s.input = b.digest)
				and not exists (select 1 from replicas r where r.digest = b.digest)
			order by b.created_at limit $2
		 ) returning digest, bytes`,
		[options.createdBefore, options.limit],
	);
}

import { z } from "zod";
import { Digest } from "./ids.ts";
import { maxShards } from "./jobSpec.ts";

/** One shard of a manifest. */
export const ManifestShard = z.strictObject({
	/** SHA-256 of the shard's input, a tensor bundle. */
	input: Digest,
	/** Size of that bundle in bytes. */
	bytes: z.int().positive(),
	/** Items (rows, pictures, lines) in the shard. */
	items: z.int().positive(),
	/** Names of the items where they have any (file names), in order; shown and merged, never trusted. */
	labels: z.array(z.string().max(200)).optional(),
});
export type ManifestShard = z.infer<typeof ManifestShard>;

/** How a job's inputs are cut: a blob of canonical JSON, named in the job spec by its SHA-256. */
export const Manifest = z.strictObject({
	version: z.literal(1),
	shards: z.array(ManifestShard).min(1).max(maxShards),
});
export type Manifest = z.infer<typeof Manifest>;

import { z } from "zod";
import { Digest, JobId, ShardIndex } from "./ids.ts";

/** Where a reader of results stands: the transaction and shard of the last one told. */
export const ResultCursor = z.string().regex(/^\d{1,20}-\d{1,10}$/);

/**
 * GET /jobs/:id/results: verified shards in the order in which they were verified. Of a job with a trust
 * policy that isn't settled, most are told to its client alone (see ResultAccess), and one that is told
 * before comes again when it was decided anew or the job settles.
 */
export const ResultQuery = z.object({
	/** `next` of the page before; nothing begins at the first. */
	after: ResultCursor.optional(),
	limit: z.coerce.number().int().min(1).max(1_000).default(200),
	/** Whether outputs that the matcher holds inline come with the list. */
	outputs: z.enum(["inline", "none"]).default("none"),
});

/** A verified shard's canonical output. */
export const ShardResult = z.object({
	shardIndex: ShardIndex,
	digest: Digest,
	/** The output's tensor bundle in base64; null where it wasn't asked for or is a blob of its own. */
	output: z.base64().nullable(),
});
export type ShardResult = z.infer<typeof ShardResult>;

/** A page of results. */
export const ResultList = z.object({
	jobId: JobId,
	results: z.array(ShardResult),
	/** For the next page; null before the first result. */
	next: ResultCursor.nullable(),
	/** Whether there is more already. */
	more: z.boolean(),
});
export type ResultList = z.infer<typeof ResultList>;

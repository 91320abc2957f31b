import type { Digest, JobId, ReplicaId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A shard's verified output, for merging and for the result tree. */
export interface CanonicalOutput {
	readonly index: number;
	readonly items: number;
	readonly labels: readonly string[] | null;
	/** The output's blob; null when the shard isn't verified. */
	readonly digest: Digest | null;
	readonly replicaId: ReplicaId | null;
}

/** All shards of a job in order. */
export async function canonicalOutputs(db: Queries, jobId: JobId): Promise<CanonicalOutput[]> {
	const rows = await db.query<{
		idx: number;
		items: number;
		labels: string | null;
		canonical_digest: Digest | null;
		canonical_replica: ReplicaId | null;
	}>(
		`select s.idx, s.items, s.labels, s.canonical_digest, s.canonical_replica
		 from shards s join jobs j on j.id = s.job where j.job_id = $1 order by s.idx`,
		[jobId],
	);
	return rows.map((row) => ({
		index: row.idx,
		items: row.items,
		labels: row.labels === null ? null : JSON.parse(row.labels),
		digest: row.canonical_digest,
		replicaId: row.canonical_replica,
	}));
}

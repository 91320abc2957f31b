import type { Digest, JobId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A verified shard. */
export interface VerifiedResult {
	readonly index: number;
	readonly digest: Digest;
	/** For the page after it. */
	readonly cursor: string;
}

export interface ResultPage {
	/** The cursor of the last result told. */
	readonly after?: string | undefined;
	readonly limit: number;
	/** Whether also results are told that others could still copy. */
	readonly forClient?: boolean;
}

/** The cursor before the first result. */
const beginning = "0-0";

/**
 * A job's verified shards after `cursor`, in the order of the transactions that verified them. Those of
 * transactions that might still be overtaken by one that is open are told later, so that a reader who
 * goes from cursor to cursor misses none, and sees each once; again only when it changed.
 */
export async function verifiedResults(
	db: Queries,
	jobId: JobId,
	{ after = beginning, limit, forClient = false }: ResultPage,
): Promise<VerifiedResult[]> {
	const [transaction = "0", shard = "0"] = after.split("-");
	const rows = await db.query<{ idx: number; canonical_digest: Digest; xid: string }>(
		`select s.idx, s.canonical_digest, s.changed_xid::text as xid
		 from shards s join jobs j on j.id = s.job
		 where j.job_id = $1 and s.state = 'verified' and (j.trust is null or s.shown or $5) and s.canonical_digest is not null
		 	and (s.changed_xid > $2::text::xid8 or (s.changed_xid = $2::text::xid8 and s.idx > $3))
		 	and s.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
		 order by s.changed_xid, s.idx limit $4`,
		[jobId, transaction, Number(shard), limit, forClient],
	);
	return rows.map(({ idx, canonical_digest, xid }) => ({
		index: idx,
		digest: canonical_digest,
		cursor: `${xid}-${idx}`,
	}));
}

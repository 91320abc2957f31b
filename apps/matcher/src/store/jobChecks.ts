import type { CheckKind, JobCheckList, JobId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/**
 * A job's shards that were checked, disputed or opened again: those first in which a result was refuted,
 * which few are and every client wants to see, then the newest.
 */
export async function jobChecks(
	db: Queries,
	jobId: JobId,
	limit: number,
): Promise<JobCheckList["checks"]> {
	const rows = await db.query<{
		idx: number;
		kind: CheckKind;
		at: number;
		open: boolean;
		refuted: boolean;
	}>(
		`select s.idx, s.check_kind as kind, s.check_at as at, s.state not in ('verified', 'failed') as open,
		 	j.disagreed > 0 and exists (
		 		select 1 from replicas r where r.job = s.job and r.idx = s.idx and r.state = 'disagreed'
		 	) as refuted
		 from shards s join jobs j on j.id = s.job
		 where j.job_id = $1 and s.check_kind is not null
		 order by refuted desc, at desc, idx limit $2`,
		[jobId, limit],
	);
	return rows.map(({ idx, kind, at, open, refuted }) => ({
		shardIndex: idx,
		kind,
		at,
		outcome: open ? "open" : refuted ? "refuted" : "agreed",
	}));
}

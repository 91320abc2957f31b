import type { Queries } from "./db.ts";

/** The undecided shards of jobs that are stopped → failed, in the caller's transaction. */
export async function failUndecidedShards(
	tx: Queries,
	jobs: readonly number[],
	reason: string,
	now: number,
): Promise<void> {
	await tx.query(
		`with late as (
			update shards set state = 'failed', reason = $2, to_judge = false, failed_at = $3,
				changed_xid = pg_current_xact_id()
			where job in (select json_array_elements_text($1::json)::integer)
				and state in ('pending', 'running', 'disputed')
			returning job
		)
		update jobs j set failed = j.failed + l.n
		from (select job, count(*)::integer as n from late group by job) l where j.id = l.job`,
		[JSON.stringify(jobs), reason, now],
	);
}

import type { JobId, ProviderId, ReplicaId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

/**
 * Aborts what is under way in jobs that stop, in the caller's transaction, which has their rows
 * locked: leases, and with `submissions` also results without a verdict (they earn nothing).
 * @param jobs row ids.
 * @returns the leases.
 */
export async function stopWork(
	tx: Queries,
	jobs: readonly number[],
	submissions: "keepSubmissions" | "abortSubmissions",
	now: number,
): Promise<RevokedReplica[]> {
	if (jobs.length === 0) return [];
	const batch = JSON.stringify(jobs);
	const abort = submissions === "abortSubmissions";
	await tx.query(
		`select 1 from shards where job in (select json_array_elements_text($1::json)::integer)
		 	and (live > 0 or to_judge) order by job, idx for update`,
		[batch],
	);
	const rows = await tx.query<{
		replica_id: ReplicaId;
		provider_id: ProviderId;
		instance: string;
		job_id: JobId;
		idx: number;
		leased: boolean;
	}>(
		`with ended as (
			update replicas r set state = 'aborted', ended_at = $2
			where r.job in (select json_array_elements_text($1::json)::integer)
				and (r.state = 'leased' or ($3 and r.state = 'submitted'))
			returning r.replica_id, r.provider, r.instance, r.job, r.idx, r.submitted_at is null as leased
		), returned as (
			update shards s set
				live = s.live - e.n,
				submitted = s.submitted - e.submitted,
				state = case when s.state = 'running' and s.live = e.n then 'pending' else s.state end,
				changed_xid = case when s.state = 'running' and s.live = e.n then pg_current_xact_id() else s.changed_xid end
			from (
				select job, idx, count(*)::integer as n, (count(*) filter (where not leased))::integer as submitted
				from ended group by job, idx
			) e
			where s.job = e.job and s.idx = e.idx
		)
		select e.replica_id, p.provider_id, e.instance, j.job_id, e.idx, e.leased
		from ended e join providers p on p.id = e.provider join jobs j on j.id = e.job`,
		[batch, now, abort],
	);
	if (abort) {
		await tx.query(
			`update shards set to_judge = false
			 where to_judge and job in (select json_array_elements_text($1::json)::integer)`,
			[batch],
		);
	}
	return rows
		.filter(({ leased }) => leased)
		.map((row) => ({
			replicaId: row.replica_id,
			providerId: row.provider_id,
			instance: row.instance,
			jobId: row.job_id,
			shardIndex: row.idx,
		}));
}

import type { JobId, ProviderId, ReplicaId, ShardState } from "@tabgrid/protocol";
import { isExhausted, type ShardProgress } from "../core/replicasWanted.ts";
import type { Queries } from "./db.ts";
import { failShards } from "./failShards.ts";
import { pauseUnanswered } from "./pauseUnanswered.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

/** What becomes of a lease that brought no result. */
export interface EndedLease {
	readonly replicaId: ReplicaId;
	readonly state: "errored" | "expired" | "aborted";
	/** Whether it counts towards the shard's failures: all but leases given back unused. */
	readonly failure: boolean;
	/** The provider's error as JSON, for errored ones. */
	readonly error?: string;
	/** That error's code. */
	readonly code?: string;
	/** For the client, should the shard fail by it. */
	readonly message: string;
}

interface EndedRow {
	readonly replica_id: ReplicaId;
	readonly provider_id: ProviderId;
	readonly instance: string;
	readonly job_id: JobId;
	readonly job: number;
	readonly idx: number;
	readonly provider: number;
	/** Its time ran out, in a job with a trust policy. */
	readonly unanswered: boolean;
}

interface ShardRow {
	readonly job: number;
	readonly idx: number;
	readonly state: ShardState;
	readonly target: number;
	readonly live: number;
	readonly max_live: number;
	readonly failures: number;
	readonly max_failures: number;
	readonly submitted: number;
	readonly to_judge: boolean;
}

const progressOf = (row: ShardRow): ShardProgress => ({
	state: row.state,
	target: row.target,
	live: row.live,
	maxLive: row.max_live,
	failures: row.failures,
	maxFailures: row.max_failures,
	submitted: row.submitted,
});

/** A shard's row, locked. */
export interface HeldShard {
	readonly job: number;
	readonly idx: number;
	readonly state: ShardState;
	readonly live: number;
	readonly max_live: number;
}

/** Locks the shards of replicas, in one order everywhere, so that transitions queue up. */
export async function lockShardsOf(
	tx: Queries,
	replicaIds: readonly ReplicaId[],
): Promise<HeldShard[]> {
	return tx.query<HeldShard>(
		`select s.job, s.idx, s.state, s.live, s.max_live from shards s
		 where (s.job, s.idx) in (
		 	select r.job, r.idx from replicas r
		 	where r.replica_id in (select json_array_elements_text($1::json)::uuid)
		 )
		 order by s.job, s.idx for update`,
		[JSON.stringify(replicaIds)],
	);
}

async function endReplicas(
	tx: Queries,
	ended: readonly EndedLease[],
	now: number,
): Promise<EndedRow[]> {
	return tx.query<EndedRow>(
		`with input as (
			select * from json_to_recordset($1::json) as i ("replicaId" uuid, state text, error text, code text)
		), done as (
			update replicas r set state = i.state, ended_at = $2, error = i.error, error_code = i.code
			from input i
			where r.replica_id = i."replicaId" and r.state = 'leased'
			returning r.replica_id, r.job, r.idx, r.provider, r.instance, r.state
		), counted as (
			update providers p set errored = p.errored + c.errored, expired = p.expired + c.expired
			from (
				select provider, (count(*) filter (where state = 'errored'))::integer as errored,
					(count(*) filter (where state = 'expired'))::integer as expired
				from done where state in ('errored', 'expired') group by provider
			) c
			where p.id = c.provider
		)
		select d.replica_id, p.provider_id, d.instance, j.job_id, d.job, d.idx, d.provider,
			d.state = 'expired' and j.trust is not null as unanswered
		from done d join providers p on p.id = d.provider join jobs j on j.id = d.job`,
		[JSON.stringify(ended), now],
	);
}

async function returnToPool(
	tx: Queries,
	rows: readonly EndedRow[],
	failures: ReadonlySet<ReplicaId>,
): Promise<ShardRow[]> {
	const batch = rows.map(({ replica_id, job, idx }) => ({
		job,
		idx,
		failure: failures.has(replica_id) ? 1 : 0,
	}));
	return tx.query<ShardRow>(
		`update shards s set
			live = s.live - e.ended,
			failures = s.failures + e.failures,
			-- A spare replica takes the place of one that ended; a dispute's target stands.
			target = case when s.state = 'running' then greatest(s.quorum, s.target - e.ended) else s.target end,
			state = case when s.state = 'running' and s.live = e.ended then 'pending' else s.state end,
			changed_xid = case when s.state = 'running' and s.live = e.ended then pg_current_xact_id() else s.changed_xid end
		 from (
			select job, idx, count(*)::integer as ended, sum(failure)::integer as failures
			from json_to_recordset($1::json) as i (job integer, idx integer, failure integer)
			group by job, idx
		 ) e
		 where s.job = e.job and s.idx = e.idx
		 returning s.job, s.idx, s.state, s.target, s.live, s.max_live, s.failures, s.max_failures,
			s.submitted, s.to_judge`,
		[JSON.stringify(batch)],
	);
}

/**
 * Ends leases without a result, in the caller's transaction: their shards may be leased anew, or fail
 * when they have failed too often. Replicas that aren't leased any more are passed over.
 * @returns those that were ended now.
 */
export async function endLeases(
	tx: Queries,
	ended: readonly EndedLease[],
	now: number,
): Promise<RevokedReplica[]> {
	if (ended.length === 0) return [];
	await lockShardsOf(
		tx,
		ended.map(({ replicaId }) => replicaId),
	);
	const rows = await endReplicas(tx, ended, now);
	if (rows.length === 0) return [];
	await pauseUnanswered(
		tx,
		rows.flatMap(({ provider, unanswered }) => (unanswered ? [provider] : [])),
		now,
	);
	const byId = new Map(ended.map((lease) => [lease.replicaId, lease]));
	const failures = new Set(ended.filter(({ failure }) => failure).map((lease) => lease.replicaId));
	const shards = await returnToPool(tx, rows, failures);
	const failed = shards
		.filter((shard) => !shard.to_judge && isExhausted(progressOf(shard)))
		.map(({ job, idx, failures: count }) => {
			const last = rows.find((row) => row.job === job && row.idx === idx);
			const message = last === undefined ? "" : (byId.get(last.replica_id)?.message ?? "");
			const reason = `${count} attempts came to nothing; the last one: ${message}`;
			return { job, idx, reason, submissions: "aborted" } as const;
		});
	await failShards(tx, failed, now);
	return rows.map((row) => ({
		replicaId: row.replica_id,
		providerId: row.provider_id,
		instance: row.instance,
		jobId: row.job_id,
		shardIndex: row.idx,
	}));
}

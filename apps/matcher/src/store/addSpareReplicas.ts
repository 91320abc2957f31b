import type { JobId } from "@tabgrid/protocol";
import { type IdleProvider, spareReplicas } from "../core/spareReplicas.ts";
import type { Db, Queries } from "./db.ts";

/** Shards of a job that want one more replica, because theirs are slow. */
export interface SparedJob {
	readonly jobId: JobId;
	readonly shards: readonly number[];
}

/** Shards looked at in one round: those whose newest lease is the oldest. */
const mostShards = 256;
/** Replicas from which a job's usual time is taken. */
const sample = 200;

interface ShardRow {
	readonly job: number;
	readonly job_id: JobId;
	readonly idx: number;
	readonly newest_at: number;
	readonly lease_ms: number;
	readonly usual_ms: number | null;
	readonly live: number;
	readonly max_live: number;
	readonly providers: readonly string[];
	readonly wallets: readonly (string | null)[];
}

/** Shards that only wait for leases, in jobs that have begun all of theirs. */
function waitingShards(tx: Queries): Promise<ShardRow[]> {
	return tx.query<ShardRow>(
		`with tail as materialized (
			select j.id, j.job_id, (
				select percentile_cont(0.5) within group (order by t.ms) from (
					select r.submitted_at - r.leased_at as ms from replicas r
					where r.job = j.id and r.state in ('submitted', 'agreed') limit $1
				) t
			) as usual_ms
			from jobs j
			where j.state = 'running'
				and not exists (select 1 from shards o where o.job = j.id and o.state = 'pending')
		), waiting as (
			select s.job, t.job_id, s.idx, s.live, s.max_live, n.newest_at, n.lease_ms, t.usual_ms
			from tail t
			join shards s on s.job = t.id and s.state in ('running', 'disputed')
			cross join lateral (
				select r.leased_at as newest_at, r.lease_until - r.leased_at as lease_ms from replicas r
				where r.job = s.job and r.idx = s.idx and r.state = 'leased'
				order by r.leased_at desc limit 1
			) n
			where s.wanted = 0 and s.live < s.max_live and s.failures < s.max_failures and not s.to_judge
			order by n.newest_at, s.job, s.idx limit $2
		)
		select w.*, h.providers, h.wallets from waiting w
		cross join lateral (
			select json_agg(p.provider_id) as providers, json_agg(coalesce(p.wallet, r.wallet)) as wallets
			from replicas r join providers p on p.id = r.provider
			where r.job = w.job and r.idx = w.idx and r.state <> 'aborted'
		) h
		order by w.newest_at, w.job, w.idx`,
		[sample, mostShards],
	);
}

/**
 * Asks for one replica more of shards whose leases are slow, while providers idle and the job has no
 * shard left to begin (core/spareReplicas tells which). The replica is leased as any other.
 */
export async function addSpareReplicas(
	db: Db,
	idle: readonly IdleProvider[],
	now: number,
): Promise<readonly SparedJob[]> {
	if (idle.length === 0) return [];
	return db.transaction(async (tx) => {
		const rows = await waitingShards(tx);
		const shards = rows.map((row) => ({
			job: row.job,
			index: row.idx,
			newestLeaseAt: row.newest_at,
			leaseMs: row.lease_ms,
			usualMs: row.usual_ms,
			live: row.live,
			maxLive: row.max_live,
			providers: new Set(row.providers),
			wallets: new Set(row.wallets.flatMap((wallet) => wallet ?? [])),
		}));
		const chosen = spareReplicas(shards, idle, now).flatMap((place) => rows[place] ?? []);
		if (chosen.length === 0) return [];
		const batch = JSON.stringify(chosen.map(({ job, idx }) => ({ job, idx })));
		const spared = await tx.query<{ job: number; idx: number }>(
			`update shards s set target = s.live + 1
			 where (s.job, s.idx) in (
			 	select o.job, o.idx from shards o
			 	join json_to_recordset($1::json) as c (job integer, idx integer) on c.job = o.job and c.idx = o.idx
			 	order by o.job, o.idx for update of o
			 )
			 	and s.state in ('running', 'disputed') and s.wanted = 0 and s.live < s.max_live
			 	and not s.to_judge
			 returning s.job, s.idx`,
			[batch],
		);
		return [...new Map(chosen.map(({ job, job_id }) => [job, job_id]))].flatMap(([job, jobId]) => {
			const own = spared.filter((shard) => shard.job === job).map(({ idx }) => idx);
			return own.length === 0 ? [] : [{ jobId, shards: own }];
		});
	});
}

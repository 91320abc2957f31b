import type { ProviderId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/**
 * Pays jobs with a trust policy that end, in the caller's transaction, which has their rows locked: each
 * agreed replica of a verified shard is credited, what they were to earn is earned, and the answers may be
 * read. Again, it changes nothing: a job is credited once, and a replica's id is its credit's key.
 * @param jobs row ids; those without a policy are passed over.
 * @returns the providers whose money moved.
 */
export async function creditJobs(
	tx: Queries,
	jobs: readonly number[],
	now: number,
): Promise<ProviderId[]> {
	const due = await tx.query<{ id: number }>(
		`update jobs set credited = true, matures_at = null
		 where id in (select json_array_elements_text($1::json)::integer)
		 	and trust is not null and not credited returning id`,
		[JSON.stringify(jobs)],
	);
	if (due.length === 0) return [];
	const batch = JSON.stringify(due.map(({ id }) => id));
	// So a wallet that is being linked either has its link read here or finds the credits written here.
	await tx.query(
		`select 1 from providers where id in (
		 	select provider from job_providers where job in (select json_array_elements_text($1::json)::integer)
		 ) order by id for update`,
		[batch],
	);
	const paid = await tx.query<{ provider_id: ProviderId }>(
		`with credited as (
			insert into credits (replica_id, job, idx, provider, wallet, amount, at)
			select r.replica_id, r.job, r.idx, r.provider, p.wallet, j.price, $2
			from jobs j
			join replicas r on r.job = j.id and r.state = 'agreed'
			join providers p on p.id = r.provider
			where j.id in (select json_array_elements_text($1::json)::integer) and j.price > 0
			returning job, provider, wallet, amount
		), vouched as (
			insert into vouchers (job, wallet, amount)
			select job, wallet, sum(amount) from credited where wallet is not null
			group by job, wallet order by job, wallet
			on conflict (job, wallet) do update set amount = vouchers.amount + excluded.amount
		), earned as (
			update jobs j set earned = j.earned + c.amount
			from (select job, sum(amount) as amount from credited group by job) c where j.id = c.job
		)
		update providers p set pending = p.pending - c.amount, earned = p.earned + c.amount,
			unlinked = p.unlinked + case when p.wallet is null then c.amount else 0 end
		from (select provider, sum(amount) as amount from credited group by provider) c
		where p.id = c.provider
		returning p.provider_id`,
		[batch, now],
	);
	await tx.query(
		`update shards set shown = true, changed_xid = pg_current_xact_id()
		 where job in (select json_array_elements_text($1::json)::integer) and state = 'verified' and not shown`,
		[batch],
	);
	return paid.map(({ provider_id }) => provider_id);
}

/**
 * Before jobs with a trust policy end early (cancelled, or past their deadline): shards that were opened
 * again without a dispute are verified as they were, and what agreed in others isn't paid. In the
 * caller's transaction, which has the jobs' rows locked.
 */
export async function closeOpened(tx: Queries, jobs: readonly number[]): Promise<void> {
	const batch = JSON.stringify(jobs);
	await tx.query(
		`with again as (
			update shards s set state = 'verified', to_judge = false, changed_xid = pg_current_xact_id()
			from jobs j
			where j.id = s.job and j.trust is not null and not j.credited
				and j.id in (select json_array_elements_text($1::json)::integer)
				and s.state = 'disputed' and s.canonical_replica is not null
				and not exists (
					select 1 from replicas r join providers p on p.id = r.provider
					where r.job = s.job and r.idx = s.idx and r.state in ('submitted', 'agreed')
						and (r.state = 'submitted' or r.checked = 'failed' or p.bad >= 0.5)
				)
			returning s.job
		)
		update jobs j set verified = j.verified + a.n
		from (select job, count(*)::integer as n from again group by job) a where j.id = a.job`,
		[batch],
	);
	await tx.query(
		`with lost as (
			update replicas r set state = 'aborted'
			from shards s join jobs j on j.id = s.job
			where j.trust is not null and not j.credited and s.state <> 'verified'
				and j.id in (select json_array_elements_text($1::json)::integer)
				and r.job = s.job and r.idx = s.idx and r.state = 'agreed'
			returning r.job, r.idx, r.provider, r.backend
		), fewer as (
			update shards s set live = s.live - l.n
			from (select job, idx, count(*)::integer as n from lost group by job, idx) l
			where s.job = l.job and s.idx = l.idx
		), counted as (
			update jobs j set agreed = j.agreed - l.n, agreed_webgpu = j.agreed_webgpu - l.webgpu,
				agreed_wasm = j.agreed_wasm - l.n + l.webgpu
			from (
				select job, count(*)::integer as n,
					(count(*) filter (where backend = 'webgpu'))::integer as webgpu
				from lost group by job
			) l where j.id = l.job
		)
		update providers p set agreed = p.agreed - l.n, pending = p.pending - l.price
		from (
			select l.provider, count(*)::integer as n, sum(j.price) as price
			from lost l join jobs j on j.id = l.job group by l.provider
		) l where p.id = l.provider`,
		[batch],
	);
}

import type { Db } from "./db.ts";
import { onlineMs } from "./gridStats.ts";

/** Disputes looked at in one round, and how long after the last time. */
const most = 128;
const againMs = 3_000;
/** How long the last checks wait where every provider that is connected has had its say, ms. */
const nobodyElseMs = 5_000;

/**
 * Shards that several providers computed and that aren't decided are weighed again: meanwhile their
 * providers may have passed checks elsewhere, or been caught.
 * @returns how many.
 */
export async function reweighDisputes(db: Db, now: number): Promise<number> {
	const rows = await db.query(
		`update shards s set to_judge = true, judge_claimed_until = 0
		 where (s.job, s.idx) in (
		 	select o.job, o.idx from jobs j join shards o on o.job = j.id and o.state = 'disputed'
		 	where j.state = 'running' and j.trust is not null and not j.credited
		 		and not o.to_judge and o.live > 1 and o.judge_claimed_until < $1
		 	order by o.judge_claimed_until, o.job, o.idx limit $2 for update of o skip locked
		 )
		 returning 1`,
		[now - againMs, most],
	);
	return rows.length;
}

/**
 * The last shards of jobs that can't go on: nobody computes any of them, and either the client's cap on
 * replicas is reached or the grid has had nobody for the check for `patienceMs` (a few seconds, where all
 * providers that are connected have computed the shard or are paused). Each is weighed once more, and that
 * decides (core/trust/decideShard) all but those that were never verified and lack two providers that
 * agree: they wait for another. A job with the paranoid policy waits for its deadline rather than take
 * less than it asks, as long as its cap allows another replica.
 *
 * One that waits stays so until it is leased again, and is weighed as such whenever reweighDisputes comes
 * to it. Comes before {@link reweighDisputes} in a round: what that one has weighed again counts as
 * busy, and with two disputes that take turns at it one of them always would.
 * @returns how many.
 */
export async function cornerShards(db: Db, now: number, patienceMs: number): Promise<number> {
	const rows = await db.query(
		`with undecided as (
			select j.id, s.idx, s.wanted = 0 or (
				j.trust <> 'paranoid' and s.state = 'disputed' and s.live > 1
				and greatest(s.check_at, (
					select max(r.submitted_at) from replicas r where r.job = s.job and r.idx = s.idx
				)) < case when exists (
					select 1 from connections c join providers p on p.id = c.provider
					where c.seen_at > $3::bigint and p.suspended_until <= $4::bigint and not exists (
						select 1 from replicas r
						where r.job = s.job and r.idx = s.idx and r.provider = p.id
							and r.state in ('submitted', 'agreed', 'disagreed')
					)
				) then $1::bigint else $2::bigint end
			) as stuck, s.to_judge as busy
			from jobs j join shards s on s.job = j.id and s.state in ('pending', 'running', 'disputed')
			where j.state = 'running' and j.trust is not null and not j.credited
				and not exists (select 1 from replicas r where r.job = j.id and r.state = 'leased')
				and not exists (select 1 from shards p where p.job = j.id and p.state = 'pending')
		)
		update shards s set cornered = true, to_judge = true, judge_claimed_until = 0
		from undecided u
		where s.job = u.id and s.idx = u.idx and not s.cornered
			and u.id in (select id from undecided group by id having bool_and(stuck and not busy))
		returning 1`,
		[now - patienceMs, now - Math.min(patienceMs, nobodyElseMs), now - onlineMs, now],
	);
	return rows.length;
}

import { historyKeptMs } from "@tabgrid/protocol";
import type { Db, Queries } from "./db.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** The cursor moves in steps of this length: often and a little, rather than a whole minute at once. */
const stepMs = 10_000;
/**
 * What ended is recorded so long after: a verdict carries the time at which its transaction began, and
 * must have committed by then.
 */
const settledMs = 20_000;
/** Taken in one transaction at most, so that a long absence is made good in small steps. */
const chunkMs = dayMs;

const steps = `(values ('minute', ${minuteMs}::bigint), ('hour', ${hourMs}::bigint), ('day', ${dayMs}::bigint)) as s (step, ms)`;
const floorTo = (at: number, ms: number) => at - (at % ms);

/** Everything that ended in [$1, $2), an event a row; a job's kernel and a provider are joined later. */
const shardEvents = `
	select s.verified_at as at, s.job, 1 as verified,
		(exists (
			select 1 from replicas r where r.job = s.job and r.idx = s.idx and r.state = 'disagreed'
		))::integer as disputed,
		0 as failed
	from shards s where s.verified_at >= $1 and s.verified_at < $2
	union all
	select failed_at, job, 0, 0, 1 from shards where failed_at >= $1 and failed_at < $2`;
const replicaEvents = `
	select ended_at as at, job, provider, (state = 'agreed')::integer as agreed,
		(state = 'agreed' and backend = 'webgpu')::integer as webgpu,
		(state = 'disagreed')::integer as disagreed, (state = 'errored')::integer as errored,
		(state = 'expired')::integer as expired, 0::numeric as earned
	from replicas
	where ended_at >= $1 and ended_at < $2 and state in ('agreed', 'disagreed', 'errored', 'expired')
	union all
	select at, job, provider, 0, 0, 0, 0, 0, amount from credits where at >= $1 and at < $2`;

async function recordGrid(tx: Queries, from: number, until: number, now: number): Promise<void> {
	await tx.query(
		`with events as (
			select at, job, verified, disputed, failed, 0 as agreed, 0 as disagreed, 0 as errored,
				0 as expired, 0::numeric as paid
			from (${shardEvents}) e
			union all
			select at, job, 0, 0, 0, agreed, disagreed, errored, expired, earned from (${replicaEvents}) r
		), minutes as (
			select e.at - e.at % ${minuteMs} as at, j.kernel, sum(e.verified) as verified,
				sum(e.disputed) as disputed, sum(e.failed) as failed, sum(e.agreed) as agreed,
				sum(e.disagreed) as disagreed, sum(e.errored) as errored, sum(e.expired) as expired,
				sum(e.paid) as paid
			from events e join jobs j on j.id = e.job group by 1, 2
		)
		insert into grid_history as h
			(step, at, kernel, verified, disputed, failed, agreed, disagreed, errored, expired, paid)
		select s.step, m.at - m.at % s.ms, m.kernel, sum(verified), sum(disputed), sum(failed),
			sum(agreed), sum(disagreed), sum(errored), sum(expired), sum(paid)
		from minutes m cross join ${steps}
		where (s.step <> 'minute' or m.at >= $3) and (s.step <> 'hour' or m.at >= $4)
		group by 1, 2, 3
		on conflict (step, at, kernel) do update set
			verified = h.verified + excluded.verified, disputed = h.disputed + excluded.disputed,
			failed = h.failed + excluded.failed, agreed = h.agreed + excluded.agreed,
			disagreed = h.disagreed + excluded.disagreed, errored = h.errored + excluded.errored,
			expired = h.expired + excluded.expired, paid = h.paid + excluded.paid`,
		[
			from,
			until,
			floorTo(now - historyKeptMs.minute, hourMs),
			floorTo(now - historyKeptMs.hour, dayMs),
		],
	);
}

async function recordProviders(tx: Queries, from: number, until: number): Promise<void> {
	await tx.query(
		`with events as materialized (
			select at - at % ${dayMs} as day, provider, job, sum(e.agreed) as agreed, sum(webgpu) as webgpu,
				sum(e.disagreed) as disagreed, sum(e.errored) as errored, sum(e.expired) as expired,
				sum(earned) as earned, max(at) as last_at
			from (${replicaEvents}) e group by 1, 2, 3
		), days as (
			insert into provider_days as d (provider, at, agreed, disagreed, errored, expired, earned)
			select provider, day, sum(agreed), sum(disagreed), sum(errored), sum(expired), sum(earned)
			from events group by provider, day order by provider, day
			on conflict (provider, at) do update set
				agreed = d.agreed + excluded.agreed, disagreed = d.disagreed + excluded.disagreed,
				errored = d.errored + excluded.errored, expired = d.expired + excluded.expired,
				earned = d.earned + excluded.earned
		)
		insert into provider_jobs as d
			(provider, job, agreed, webgpu, disagreed, errored, expired, earned, last_at)
		select provider, job, sum(agreed), sum(webgpu), sum(disagreed), sum(errored), sum(expired),
			sum(earned), max(last_at)
		from events group by provider, job order by provider, job
		on conflict (provider, job) do update set
			agreed = d.agreed + excluded.agreed, webgpu = d.webgpu + excluded.webgpu,
			disagreed = d.disagreed + excluded.disagreed, errored = d.errored + excluded.errored,
			expired = d.expired + excluded.expired, earned = d.earned + excluded.earned,
			last_at = greatest(d.last_at, excluded.last_at)`,
		[from, until],
	);
}

async function forgetOld(tx: Queries, now: number): Promise<void> {
	for (const table of ["grid_history", "grid_presence"])
		await tx.query(
			`delete from ${table} where (step = 'minute' and at < $1) or (step = 'hour' and at < $2)`,
			[floorTo(now - historyKeptMs.minute, hourMs), floorTo(now - historyKeptMs.hour, dayMs)],
		);
	const before = floorTo(now - historyKeptMs.provider, dayMs);
	await tx.query("delete from provider_days where at < $1", [before]);
	await tx.query("delete from provider_jobs where last_at < $1", [before]);
}

/** Where the record ends; from the oldest job on, or from now, where there is none yet. Locked. */
async function lockCursor(tx: Queries, end: number): Promise<number> {
	await tx.query(
		`insert into history_cursor (until)
		 select least($1, coalesce(min(created_at) - min(created_at) % ${minuteMs}, $1)) from jobs
		 on conflict do nothing`,
		[end],
	);
	const [row] = await tx.query<{ until: number }>("select until from history_cursor for update");
	return row?.until ?? end;
}

/**
 * Adds what ended since the last time, up to what has surely committed, to the history of the grid and
 * of its providers. The cursor moves in the same transaction: each verdict counts once,
 * whoever is killed when, and however many matchers call this. Records older than historyKeptMs go.
 * @returns whether there is more to record at once.
 */
export async function recordHistory(db: Db, now: number): Promise<boolean> {
	const end = floorTo(now - settledMs, stepMs);
	return db.transaction(async (tx) => {
		const from = await lockCursor(tx, end);
		if (from >= end) return false;
		const until = Math.min(end, from + chunkMs);
		await recordGrid(tx, from, until, now);
		await recordProviders(tx, from, until);
		await forgetOld(tx, now);
		await tx.query("update history_cursor set until = $1", [until]);
		return until < end;
	});
}

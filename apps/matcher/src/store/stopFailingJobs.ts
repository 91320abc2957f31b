import { type JobId, type ProviderId, WireError } from "@tabgrid/protocol";
import {
	errorsOfTheJob,
	type FailingRules,
	isFailingEverywhere,
	type JobTrial,
} from "../core/failingJob.ts";
import { countOwners } from "../core/owners.ts";
import type { Db, Queries } from "./db.ts";
import { failUndecidedShards } from "./failUndecidedShards.ts";
import { logJobEvents } from "./logJobEvents.ts";
import type { RevokedReplica } from "./revokedReplica.ts";
import { stopWork } from "./stopWork.ts";

export interface StoppedJob {
	readonly jobId: JobId;
	/** A sentence for the client, with the last error's code. */
	readonly reason: string;
	readonly revoked: readonly RevokedReplica[];
}

/** Jobs looked at in one round. */
const mostJobs = 64;
/** Characters of the provider's error that are quoted: a stranger wrote it. */
const quoted = 300;

interface Candidate {
	readonly id: number;
	readonly job_id: JobId;
	readonly shard_total: number;
}

/** Running jobs that have errors and not one result. */
function candidates(db: Queries): Promise<Candidate[]> {
	return db.query<Candidate>(
		`select j.id, j.job_id, j.shard_total from jobs j
		 where j.state = 'running' and j.verified = 0 and j.agreed = 0 and j.disagreed = 0
		 	and exists (select 1 from replicas r where r.job = j.id and r.error_code is not null)
		 	and not exists (
		 		select 1 from replicas r where r.job = j.id and r.state = 'submitted'
		 	)
		 order by j.id limit $1`,
		[mostJobs],
	);
}

async function trialOf(db: Queries, job: Candidate, rules: FailingRules): Promise<JobTrial> {
	const codes = JSON.stringify(errorsOfTheJob);
	const failed = await db.query<{
		provider_id: ProviderId;
		wallet: string | null;
		network: string | null;
		first_at: number;
		shards: number[];
	}>(
		`select p.provider_id, coalesce(p.wallet, max(r.wallet)) as wallet, max(r.network) as network,
		 	min(r.ended_at)::bigint as first_at, (array_agg(distinct r.idx))[1:$3::integer] as shards
		 from replicas r join providers p on p.id = r.provider
		 where r.job = $1 and r.error_code in (select json_array_elements_text($2::json))
		 group by p.id`,
		[job.id, codes, rules.shards],
	);
	const held = await db.query<{ provider_id: ProviderId; leased_at: number }>(
		`select p.provider_id, r.leased_at from replicas r join providers p on p.id = r.provider
		 where r.job = $1 and r.state = 'leased'`,
		[job.id],
	);
	const [tried] = await db.query<{ results: number }>(
		`select j.agreed + j.disagreed
		 	+ (select count(*)::integer from replicas r where r.job = j.id and r.state = 'submitted')
		 	+ (select count(*)::integer from replicas r
		 		where r.job = j.id and r.state = 'aborted' and r.digest is not null) as results
		 from jobs j where j.id = $1`,
		[job.id],
	);
	return {
		shardTotal: job.shard_total,
		results: tried?.results ?? 0,
		failed: failed.map(({ provider_id, first_at, ...attempts }) => ({
			...attempts,
			providerId: provider_id,
			firstAt: first_at,
		})),
		held: held.map((row) => ({ providerId: row.provider_id, leasedAt: row.leased_at })),
	};
}

async function reasonOf(db: Queries, job: number, { failed }: JobTrial): Promise<string> {
	const [last] = await db.query<{ error: string }>(
		`select error from replicas
		 where job = $1 and error_code in (select json_array_elements_text($2::json))
		 order by ended_at desc, replica_id limit 1`,
		[job, JSON.stringify(errorsOfTheJob)],
	);
	const networks = new Set(failed.map(({ network }) => network)).size;
	const error = WireError.parse(JSON.parse(last?.error ?? "null"));
	const who = `${countOwners(failed)} providers in ${networks} network${networks === 1 ? "" : "s"}`;
	const said = error.message.replaceAll("\0", "").slice(0, quoted);
	return `It was stopped because it fails everywhere: ${who} tried it and none could compute a shard. The last error was ${error.code}: ${said}`;
}

/**
 * Running jobs that fail wherever they are tried (core/failingJob) → failed, with every undecided
 * shard. Nothing was verified, so nothing was earned: their escrows are settled at once and all of the
 * money returns. The evidence is read again with the job locked, so a result that comes meanwhile
 * saves it.
 */
export async function stopFailingJobs(
	db: Db,
	rules: FailingRules,
	now: number,
): Promise<readonly StoppedJob[]> {
	const stopped: StoppedJob[] = [];
	for (const job of await candidates(db)) {
		if (!isFailingEverywhere(await trialOf(db, job, rules), rules)) continue;
		const done = await db.transaction((tx) => stopOne(tx, job, rules, now));
		if (done !== null) stopped.push(done);
	}
	return stopped;
}

async function stopOne(
	tx: Queries,
	job: Candidate,
	rules: FailingRules,
	now: number,
): Promise<StoppedJob | null> {
	const [locked] = await tx.query(
		"select 1 from jobs where id = $1 and state = 'running' for update",
		[job.id],
	);
	const trial = locked === undefined ? undefined : await trialOf(tx, job, rules);
	if (trial === undefined || !isFailingEverywhere(trial, rules)) return null;
	const reason = await reasonOf(tx, job.id, trial);
	await tx.query(
		`update jobs set state = 'failed', reason = $2, stopped_at = $3, finished_at = $3 where id = $1`,
		[job.id, reason, now],
	);
	const revoked = await stopWork(tx, [job.id], "abortSubmissions", now);
	await failUndecidedShards(tx, [job.id], reason, now);
	await logJobEvents(tx, [{ job: job.id, kind: "failed", message: reason }], now);
	return { jobId: job.job_id, reason, revoked };
}

import type { JobId, JobState, ProviderId, ReplicaId, ShardState } from "@tabgrid/protocol";
import type { ShardBeforeVerdict } from "../core/applyJudgement.ts";
import type { JudgedReplica } from "../core/judge.ts";
import type { JobMoney } from "../core/payment.ts";
import type { Queries } from "./db.ts";

/** A job whose shards are being judged, its row locked. */
export interface LockedJob extends JobMoney {
	readonly id: number;
	readonly jobId: JobId;
	readonly state: JobState;
}

/** An undecided submission with its provider's row. */
export interface LockedReplica extends JudgedReplica {
	readonly providerId: ProviderId;
	readonly provider: number;
}

/** A shard that is being judged, its row locked. */
export interface LockedShard extends ShardBeforeVerdict {
	readonly job: number;
	readonly idx: number;
	readonly submitted: readonly LockedReplica[];
}

/** Locks jobs by id, in one order everywhere. */
export async function lockJobs(
	tx: Queries,
	jobIds: readonly JobId[],
): Promise<Map<JobId, LockedJob>> {
	const rows = await tx.query<{
		id: number;
		job_id: JobId;
		state: JobState;
		price: string;
		budget: string;
		earned: string;
	}>(
		`select id, job_id, state, price::text as price, budget::text as budget, earned::text as earned
		 from jobs where job_id in (select json_array_elements_text($1::json))
		 order by id for update`,
		[JSON.stringify(jobIds)],
	);
	return new Map(
		rows.map((row) => [
			row.job_id,
			{
				id: row.id,
				jobId: row.job_id,
				state: row.state,
				price: BigInt(row.price),
				budget: BigInt(row.budget),
				earned: BigInt(row.earned),
			},
		]),
	);
}

/**
 * Locks shards, and the providers of their undecided submissions: so a wallet that is being linked
 * either has its link read here or finds the credits written here.
 * @returns the shards by `job/idx`.
 */
export async function lockShards(
	tx: Queries,
	places: readonly { readonly job: number; readonly idx: number }[],
): Promise<Map<string, LockedShard>> {
	const batch = JSON.stringify(places);
	const shards = await tx.query<{
		job: number;
		idx: number;
		state: ShardState;
		quorum: number;
		max_live: number;
		live: number;
		failures: number;
		max_failures: number;
		canonical_replica: ReplicaId | null;
		paid: number;
	}>(
		`select s.job, s.idx, s.state, s.quorum, s.max_live, s.live, s.failures, s.max_failures, s.canonical_replica,
		 	(select count(*)::integer from credits c where c.job = s.job and c.idx = s.idx) as paid
		 from shards s
		 where (s.job, s.idx) in (select job, idx from json_to_recordset($1::json) as i (job integer, idx integer))
		 order by s.job, s.idx for update`,
		[batch],
	);
	await tx.query(
		`select 1 from providers where id in (
		 	select r.provider from json_to_recordset($1::json) as i (job integer, idx integer)
		 	join replicas r on r.job = i.job and r.idx = i.idx and r.state = 'submitted'
		 ) order by id for update`,
		[batch],
	);
	const replicas = await tx.query<{
		job: number;
		idx: number;
		replica_id: ReplicaId;
		provider: number;
		provider_id: ProviderId;
		wallet: string | null;
		digest: LockedReplica["digest"];
	}>(
		`select r.job, r.idx, r.replica_id, r.provider, p.provider_id, p.wallet, r.digest
		 from (select distinct job, idx from json_to_recordset($1::json) as p (job integer, idx integer)) i
		 join replicas r on r.job = i.job and r.idx = i.idx and r.state = 'submitted'
		 join providers p on p.id = r.provider
		 order by r.submitted_at, r.replica_id`,
		[batch],
	);
	const locked = new Map(
		shards.map(({ max_live, max_failures, canonical_replica, ...shard }) => [
			`${shard.job}/${shard.idx}`,
			{
				...shard,
				maxReplicas: max_live,
				maxFailures: max_failures,
				canonical: canonical_replica,
				submitted: [] as LockedReplica[],
			},
		]),
	);
	for (const row of replicas) {
		locked.get(`${row.job}/${row.idx}`)?.submitted.push({
			replicaId: row.replica_id,
			provider: row.provider,
			providerId: row.provider_id,
			wallet: row.wallet,
			digest: row.digest,
		});
	}
	return locked;
}

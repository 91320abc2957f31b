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
	readonly backend: "webgpu" | "wasm";
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
	// One after the other, but sent together: replicas are read when their shards are locked.
	const [shards, replicas] = await Promise.all([lockRows(tx, batch), lockSubmitters(tx, batch)]);
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
	for (const { job, idx, replica_id, provider_id, ...row } of replicas.sort(byTime))
		locked.get(`${job}/${idx}`)?.submitted.push({
			...row,
			replicaId: replica_id,
			providerId: provider_id,
		});
	return locked;
}

function lockRows(tx: Queries, batch: string) {
	return tx.query<{
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
		 	-- Nothing is credited before there is a canonical result.
		 	case when s.canonical_replica is null then 0
		 		else (select count(*)::integer from credits c where c.job = s.job and c.idx = s.idx)
		 	end as paid
		 from shards s
		 where (s.job, s.idx) in (select job, idx from json_to_recordset($1::json) as i (job integer, idx integer))
		 order by s.job, s.idx for update`,
		[batch],
	);
}

interface SubmittedRow {
	readonly job: number;
	readonly idx: number;
	readonly replica_id: ReplicaId;
	readonly provider: number;
	readonly provider_id: ProviderId;
	readonly wallet: string | null;
	readonly digest: LockedReplica["digest"];
	readonly backend: LockedReplica["backend"];
	readonly submitted_at: number;
}

/** Undecided submissions with their providers, who are locked. */
function lockSubmitters(tx: Queries, batch: string) {
	return tx.query<SubmittedRow>(
		`select r.job, r.idx, r.replica_id, r.provider, p.provider_id, p.wallet, r.digest, r.backend, r.submitted_at
		 from (select distinct job, idx from json_to_recordset($1::json) as p (job integer, idx integer)) i
		 join replicas r on r.job = i.job and r.idx = i.idx and r.state = 'submitted'
		 join providers p on p.id = r.provider
		 order by p.id for update of p`,
		[batch],
	);
}

/** The oldest first. */
function byTime(a: SubmittedRow, b: SubmittedRow): number {
	if (a.submitted_at !== b.submitted_at) return a.submitted_at - b.submitted_at;
	return a.replica_id < b.replica_id ? -1 : 1;
}

import { type JobId, ShardView } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

interface ShardRow {
	readonly job: number;
	readonly idx: number;
	readonly state: string;
	readonly input: string;
	readonly labels: string | null;
	readonly canonical_digest: string | null;
	readonly spot: boolean;
	readonly reopened: number;
	/** Whether others may know its answer: nobody who could copy it will be given the shard. */
	readonly told: boolean;
}

interface ReplicaRow {
	readonly replica_id: string;
	readonly provider_id: string;
	readonly session_key: string;
	readonly wallet: string | null;
	readonly state: string;
	readonly leased_at: number;
	readonly submitted_at: number | null;
	readonly digest: string | null;
	readonly signature: string | null;
	readonly backend: string | null;
	readonly adapter: string | null;
	readonly runtime: string | null;
	readonly timings: string | null;
	readonly distance: number | null;
	readonly error: string | null;
}

const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/**
 * A shard with its replicas' evidence, in the order in which they were leased; null for an unknown
 * one. A replica's wallet is the one its credit went to, or else the provider's now.
 */
export async function shardView(
	db: Queries,
	jobId: JobId,
	shardIndex: number,
): Promise<ShardView | null> {
	const [shard] = await db.query<ShardRow>(
		`select s.job, s.idx, s.state, s.input, s.labels, s.canonical_digest, s.spot, s.reopened,
		 	j.trust is null or s.shown or s.state = 'failed' or j.state not in ('funded', 'running') as told
		 from shards s join jobs j on j.id = s.job where j.job_id = $1 and s.idx = $2`,
		[jobId, shardIndex],
	);
	if (shard === undefined) return null;
	const replicas = await db.query<ReplicaRow>(
		`select r.replica_id, p.provider_id, p.session_key, coalesce(c.wallet, p.wallet) as wallet, r.state,
		 	r.leased_at, r.submitted_at, r.digest, r.signature, r.backend, r.adapter, r.runtime, r.timings,
		 	r.distance, r.error
		 from replicas r join providers p on p.id = r.provider
		 left join credits c on c.replica_id = r.replica_id
		 where r.job = $1 and r.idx = $2 order by r.leased_at, r.replica_id`,
		[shard.job, shard.idx],
	);
	const { told } = shard;
	return ShardView.parse({
		jobId,
		shardIndex,
		state: shard.state,
		input: shard.input,
		labels: fromJson(shard.labels),
		canonical: told ? shard.canonical_digest : null,
		spotCheck: shard.spot,
		reopened: shard.reopened,
		replicas: replicas.map((row) => ({
			replicaId: row.replica_id,
			providerId: row.provider_id,
			sessionKey: row.session_key,
			wallet: row.wallet,
			state: row.state,
			leasedAt: row.leased_at,
			submittedAt: row.submitted_at,
			digest: told ? row.digest : null,
			signature: told ? row.signature : null,
			backend: row.backend,
			adapter: row.adapter,
			runtime: row.runtime,
			timings: fromJson(row.timings),
			distance: told ? row.distance : null,
			error: fromJson(row.error),
		})),
	});
}

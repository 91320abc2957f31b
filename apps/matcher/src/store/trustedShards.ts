import type {
	Digest,
	JobId,
	JobState,
	ReplicaId,
	ShardState,
	TrustPolicy,
} from "@tabgrid/protocol";
import { crowdsOf } from "./crowds.ts";
import type { Queries } from "./db.ts";
import { knowModels, Standing, type StandingRow, standingColumns } from "./standings.ts";

/** A job with a trust policy, its row locked. */
export interface TrustedJob {
	readonly id: number;
	readonly job_id: JobId;
	readonly state: JobState;
	readonly trust: TrustPolicy;
	readonly credited: boolean;
	readonly model: Digest;
	readonly audit_secret: string | null;
	/** Minor units. */
	readonly price: string;
	readonly price_ratio: number;
	/** Epoch ms. */
	readonly deadline_at: number;
	readonly agreed: number;
}

/** A result of a shard: submitted, or with a verdict that may still change. */
export interface TrustedReplica {
	readonly job: number;
	readonly idx: number;
	readonly replica_id: ReplicaId;
	readonly provider: number;
	readonly state: "submitted" | "agreed" | "disagreed";
	readonly digest: Digest;
	readonly sequence: number | null;
	readonly checked: "passed" | "failed" | null;
	readonly wallet: string | null;
	readonly block: string | null;
	readonly backend: "webgpu" | "wasm";
	readonly adapter: string;
	readonly submitted_at: number;
	/** Results of its provider that agreed in this job so far. */
	readonly of_job: number;
}

/** A shard with its results, locked. */
export interface TrustedShard {
	readonly job: number;
	readonly idx: number;
	readonly state: ShardState;
	readonly live: number;
	readonly max_live: number;
	readonly canonical_replica: ReplicaId | null;
	readonly checked: boolean;
	readonly check_chance: number | null;
	readonly spot: boolean;
	readonly check_kind: string | null;
	readonly reopened: number;
	readonly alone: boolean;
	readonly cornered: boolean;
	/** The canonical one first, then by digest. */
	readonly results: readonly TrustedReplica[];
}

/** What a batch of judgements is decided on; all of it locked. */
export interface TrustedWork {
	readonly jobs: ReadonlyMap<JobId, TrustedJob>;
	/** By `job/idx`. */
	readonly shards: ReadonlyMap<string, TrustedShard>;
	readonly standings: ReadonlyMap<number, Standing>;
	/** The most that one owner has at stake for a provider, what is leaving aside; minor units. */
	readonly atStake: ReadonlyMap<number, bigint>;
	/** Newcomers by block of addresses. */
	readonly crowds: ReadonlyMap<string, number>;
}

const inOrder = (canonical: ReplicaId | null) => (a: TrustedReplica, b: TrustedReplica) => {
	const first = Number(b.replica_id === canonical) - Number(a.replica_id === canonical);
	if (first !== 0) return first;
	if (a.digest !== b.digest) return a.digest < b.digest ? -1 : 1;
	return a.replica_id < b.replica_id ? -1 : 1;
};

/** Locks jobs, their shards named, and the providers of these shards' results, in one order everywhere. */
export async function lockTrusted(
	tx: Queries,
	places: readonly { readonly jobId: JobId; readonly shardIndex: number }[],
	now: number,
): Promise<TrustedWork> {
	const jobs = await tx.query<TrustedJob>(
		`select id, job_id, state, trust, credited, model, audit_secret, price::text as price, price_ratio, deadline_at, agreed
		 from jobs where job_id in (select json_array_elements_text($1::json)) and trust is not null
		 order by id for update`,
		[JSON.stringify([...new Set(places.map(({ jobId }) => jobId))])],
	);
	const byId = new Map(jobs.map((job) => [job.job_id, job]));
	const batch = JSON.stringify(
		places.flatMap(({ jobId, shardIndex }) => {
			const job = byId.get(jobId)?.id;
			return job === undefined ? [] : [{ job, idx: shardIndex }];
		}),
	);
	const ofResults = `from (select distinct job, idx from json_to_recordset($1::json) as i (job integer, idx integer)) i
		 join replicas r on r.job = i.job and r.idx = i.idx and r.state in ('submitted', 'agreed', 'disagreed')`;
	// One after the other, but sent together: each is read when what comes before it is locked.
	const [shards, providers, replicas] = await Promise.all([
		tx.query<Omit<TrustedShard, "results">>(
			`select job, idx, state, live, max_live, canonical_replica, checked, check_chance, spot, check_kind,
		 	reopened, alone, cornered
		 from shards
		 where (job, idx) in (select job, idx from json_to_recordset($1::json) as i (job integer, idx integer))
		 order by job, idx for update`,
			[batch],
		),
		tx.query<StandingRow & { at_stake: string | null }>(
			`select ${standingColumns}, (
		 	select max(k.amount - k.leaving)::text from stakes k where k.provider_id = p.provider_id
		 ) as at_stake
		 from providers p
		 where p.id in (select r.provider ${ofResults}) order by p.id for update`,
			[batch],
		),
		tx.query<TrustedReplica>(
			`select r.job, r.idx, r.replica_id, r.provider, r.state, r.digest, r.sequence, r.checked,
		 	coalesce(p.wallet, r.wallet) as wallet, r.block, r.backend, r.adapter, r.submitted_at,
		 	coalesce(o.agreed, 0) as of_job
		 ${ofResults}
		 join providers p on p.id = r.provider
		 left join job_providers o on o.job = r.job and o.provider = r.provider`,
			[batch],
		),
	]);
	const results = new Map<string, TrustedReplica[]>();
	for (const replica of replicas) {
		const place = `${replica.job}/${replica.idx}`;
		const others = results.get(place);
		if (others === undefined) results.set(place, [replica]);
		else others.push(replica);
	}
	const standings = new Map(providers.map((row) => [row.provider, new Standing(row, now)]));
	const [crowds] = await Promise.all([
		crowdsOf(
			tx,
			replicas.map(({ block }) => block),
			now,
		),
		knowModels(
			tx,
			standings,
			jobs.map(({ model }) => model),
		),
	]);
	return {
		jobs: byId,
		atStake: new Map(providers.map(({ provider, at_stake }) => [provider, BigInt(at_stake ?? 0)])),
		crowds,
		shards: new Map(
			shards.map((shard) => {
				const place = `${shard.job}/${shard.idx}`;
				const own = (results.get(place) ?? []).sort(inOrder(shard.canonical_replica));
				return [place, { ...shard, results: own }];
			}),
		),
		standings,
	};
}

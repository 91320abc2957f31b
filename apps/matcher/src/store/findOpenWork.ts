import type { TrustPolicy } from "@tabgrid/protocol";
import type { AssignJob, AssignShard } from "../core/assign.ts";
import type { Queries } from "./db.ts";
import { asksCheckers } from "./gridCheckers.ts";

/** How long a provider isn't given a shard again that errored or expired with it, in ms. */
const retryAfterMs = 30_000;
/** Running jobs looked at in one deal: the oldest with open work. */
const mostJobs = 64;

/** A provider that asks, as the search needs it. */
export interface Seeker {
	/** The provider's row id. */
	readonly provider: number;
	readonly wallet: string | null;
	readonly capacity: number;
	readonly maxBytes: number;
	/** Its block of addresses, hashed, and its ring: see originNames. */
	readonly block: string | null;
	readonly ring: number | null;
}

/** What a provider may be one with others by, as core/assign compares it. */
export const originNames = ({ block, ring }: Pick<Seeker, "block" | "ring">): string[] => [
	...(block === null ? [] : [`block ${block}`]),
	...(ring === null ? [] : [`ring ${ring}`]),
];

export interface OpenJob extends AssignJob {
	readonly spec: string;
	readonly jobId: string;
}

/** An open job, before it is known whether the grid has checkers. */
export interface FoundJob extends Omit<OpenJob, "checkersOnly"> {
	/** Its policy asks checkers alone to check, where there are any. */
	readonly asksCheckers: boolean;
}

export interface OpenShard extends AssignShard {
	readonly input: string;
	readonly flop: number;
	/** Replicas leased, submitted, agreed or disagreed. */
	readonly live: number;
}

interface ShardRow {
	readonly job: number;
	readonly idx: number;
	readonly input: string;
	readonly bytes: number;
	readonly flop: number;
	readonly wanted: number;
	readonly live: number;
	readonly answered: boolean;
	readonly touched: boolean;
}

/** The columns of a {@link ShardRow}, from `shards s`. */
const shardColumns = `s.job, s.idx, s.input, s.bytes, s.flop, s.wanted, s.live,
	(s.submitted > 0 or s.canonical_replica is not null or s.state = 'disputed') as answered,
	(s.live > 0 or s.failures > 0) as touched`;

/**
 * Running jobs with open work, oldest first, locked against being stopped meanwhile. The order has
 * a job's first open shard looked up by index, where `exists` may be planned as reading all shards.
 */
export async function findOpenJobs(
	tx: Queries,
	kernels: readonly string[] | null,
): Promise<FoundJob[]> {
	const rows = await tx.query<{
		id: number;
		job_id: string;
		spec: string;
		kernel: string;
		model: string;
		model_bytes: number;
		trust: TrustPolicy | null;
		backend: string | null;
		in_flight: number;
	}>(
		`select j.id, j.job_id, j.spec, j.kernel, j.model, j.model_bytes,
		 	j.trust, j.backend,
		 	(select count(*)::integer from replicas r where r.job = j.id and r.state = 'leased') as in_flight
		 from jobs j
		 where j.state = 'running'
		 	and ($1::json is null or j.kernel in (select json_array_elements_text($1::json)))
		 	and (
		 		select s.idx from shards s where s.job = j.id and s.wanted > 0
		 		order by s.live desc, s.idx limit 1
		 	) is not null
		 order by j.id limit $2 for share of j`,
		[kernels === null ? null : JSON.stringify(kernels), mostJobs],
	);
	return rows.map((row) => ({
		job: row.id,
		jobId: row.job_id,
		spec: row.spec,
		kernel: row.kernel,
		model: row.model,
		modelBytes: row.model_bytes,
		trusting: row.trust !== null,
		asksCheckers: row.trust !== null && asksCheckers(row.trust),
		backend: row.backend ?? undefined,
		inFlight: row.in_flight,
	}));
}

interface Holder {
	readonly job: number;
	readonly idx: number;
	readonly provider: number;
	readonly wallet: string | null;
	readonly linked: string | null;
	readonly block: string | null;
	readonly ring: number | null;
	readonly live: boolean;
}

/** Who of these providers, or is one with any of them, has or had a replica of these shards. */
async function findHolders(
	tx: Queries,
	rows: readonly ShardRow[],
	seekers: readonly Seeker[],
	now: number,
): Promise<Holder[]> {
	// Most shards are dealt for the first time: nobody has one.
	const touched = rows.filter((row) => row.touched).map(({ job, idx }) => ({ job, idx }));
	if (touched.length === 0) return [];
	return tx.query<Holder>(
		`select r.job, r.idx, r.provider, r.wallet, p.wallet as linked, r.block, p.ring,
		 	r.state in ('leased', 'submitted', 'agreed', 'disagreed') as live
		 from json_to_recordset($1::json) as s (job integer, idx integer)
		 join replicas r on r.job = s.job and r.idx = s.idx
		 join providers p on p.id = r.provider
		 where (r.state in ('leased', 'submitted', 'agreed', 'disagreed')
		 		or (r.state in ('errored', 'expired') and r.ended_at > $2))
		 	and (r.provider in (select json_array_elements_text($3::json)::integer)
		 		or r.wallet in (select json_array_elements_text($4::json))
		 		or p.wallet in (select json_array_elements_text($4::json))
		 		or r.block in (select json_array_elements_text($5::json))
		 		or p.ring in (select json_array_elements_text($6::json)::integer))`,
		[
			JSON.stringify(touched),
			now - retryAfterMs,
			JSON.stringify(seekers.map(({ provider }) => provider)),
			JSON.stringify(seekers.flatMap(({ wallet }) => wallet ?? [])),
			JSON.stringify(seekers.flatMap(({ block }) => block ?? [])),
			JSON.stringify(seekers.flatMap(({ ring }) => ring ?? [])),
		],
	);
}

/** Adds to each shard who may not have it: by session key, wallet or origin, or for a while after failing. */
async function withExclusions(
	tx: Queries,
	rows: readonly ShardRow[],
	seekers: readonly Seeker[],
	now: number,
): Promise<OpenShard[]> {
	const holders = await findHolders(tx, rows, seekers, now);
	const shards = rows.map(({ idx, touched: _, ...row }) => ({
		...row,
		index: idx,
		providers: new Set<number>(),
		wallets: new Set<string>(),
		origins: new Set<string>(),
	}));
	const byPlace = new Map(shards.map((shard) => [`${shard.job}/${shard.index}`, shard]));
	for (const holder of holders) {
		const shard = byPlace.get(`${holder.job}/${holder.idx}`);
		shard?.providers.add(holder.provider);
		if (!holder.live) continue;
		if (holder.wallet !== null) shard?.wallets.add(holder.wallet);
		if (holder.linked !== null) shard?.wallets.add(holder.linked);
		for (const origin of originNames(holder)) shard?.origins.add(origin);
	}
	return shards;
}

/**
 * Locks up to `window` shards of each job that want replicas, the most advanced first so that shards
 * are finished before others are begun. Shards that another matcher is dealing out are passed over.
 * @returns the shards, and whether a job may have more.
 */
export async function findOpenShards(
	tx: Queries,
	jobs: readonly OpenJob[],
	seekers: readonly Seeker[],
	window: number,
	now: number,
): Promise<{ shards: OpenShard[]; more: boolean }> {
	const rows = await tx.query<ShardRow>(
		`select s.* from json_array_elements_text($1::json) with ordinality as j (id, place)
		 cross join lateral (
		 	select ${shardColumns} from shards s
		 	where s.job = j.id::integer and s.wanted > 0
		 	order by s.live desc, s.idx limit $2 for update skip locked
		 ) s
		 order by j.place, s.live desc, s.idx`,
		[JSON.stringify(jobs.map(({ job }) => job)), window],
	);
	const found = new Map<number, number>();
	for (const { job } of rows) found.set(job, (found.get(job) ?? 0) + 1);
	return {
		shards: await withExclusions(tx, rows, seekers, now),
		more: [...found.values()].some((count) => count >= window),
	};
}

/**
 * For providers that found too little in {@link findOpenShards}' windows: searches each job for shards
 * that this very provider may have, the untouched ones first. Costs a search for each provider and
 * job. `offset 0` has each shard's holders looked up by index: without fresh statistics the planner
 * may otherwise join all replicas with all shards, which took 500 times as long.
 */
export async function findShardsFor(
	tx: Queries,
	jobs: readonly OpenJob[],
	seekers: readonly Seeker[],
	now: number,
): Promise<OpenShard[]> {
	const rows = await tx.query<ShardRow>(
		`select distinct on (s.job, s.idx) s.*
		 from json_to_recordset($1::json) as a (provider integer, wallet text, capacity integer, "maxBytes" bigint, block text, ring integer)
		 cross join json_to_recordset($2::json) as j (job integer, "modelBytes" bigint, trusting boolean)
		 cross join lateral (
		 	select ${shardColumns} from shards s
		 	where s.job = j.job and s.wanted > 0 and j."modelBytes" + s.bytes <= a."maxBytes"
		 		and not exists (
		 			select 1 from replicas r join providers p on p.id = r.provider
		 			where r.job = s.job and r.idx = s.idx and (
		 				(r.state in ('leased', 'submitted', 'agreed', 'disagreed')
		 					and (r.provider = a.provider or r.wallet = a.wallet or p.wallet = a.wallet
		 						or (j.trusting and (r.block = a.block or p.ring = a.ring))))
		 				or (r.provider = a.provider and r.state in ('errored', 'expired') and r.ended_at > $3)
		 			)
		 			offset 0
		 		)
		 	order by s.live, s.idx desc limit a.capacity for update of s skip locked
		 ) s
		 order by s.job, s.idx`,
		[
			JSON.stringify(seekers),
			JSON.stringify(jobs.map(({ job, modelBytes, trusting }) => ({ job, modelBytes, trusting }))),
			now - retryAfterMs,
		],
	);
	return withExclusions(tx, rows, seekers, now);
}

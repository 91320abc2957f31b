import { randomUUID } from "node:crypto";
import {
	type AskReply,
	type Capabilities,
	Digest,
	JobId,
	JobSpec,
	type Lease,
	type LeaseJob,
	type ProviderId,
	ReplicaId,
} from "@tabgrid/protocol";
import { type AssignAsk, assign } from "../core/assign.ts";
import { estimatedMs, leaseDuration } from "../core/leaseDuration.ts";
import type { Db, Queries } from "./db.ts";
import {
	findOpenJobs,
	findOpenShards,
	findShardsFor,
	type OpenJob,
	type OpenShard,
	type Seeker,
} from "./findOpenWork.ts";

/** One provider's wish for work. */
export interface LeaseAsk {
	readonly providerId: ProviderId;
	/** The tab that asks. */
	readonly instance: string;
	/** How many replicas it wants. */
	readonly capacity: number;
	readonly capabilities: Pick<Capabilities, "flopPerSecond" | "kernels" | "maxBytes">;
}

/** A lease ends here this much later than for its provider, for the way of the messages; in ms. */
const transitMs = 5_000;
/** Providers that are searched for one by one in a deal; others wait for their next ask. */
const mostSearches = 64;

interface Grant {
	readonly ask: number;
	readonly shard: OpenShard;
}

interface KnownAsk extends AssignAsk, Seeker {
	readonly place: number;
}

/** Asks of known providers, with their wallets as they are now. */
async function knownAsks(tx: Queries, asks: readonly LeaseAsk[]): Promise<KnownAsk[]> {
	const rows = await tx.query<{ id: number; provider_id: string; wallet: string | null }>(
		`select id, provider_id, wallet from providers
		 where provider_id in (select json_array_elements_text($1::json))`,
		[JSON.stringify(asks.map(({ providerId }) => providerId))],
	);
	const known = new Map(rows.map((row) => [row.provider_id, row]));
	return asks.flatMap(({ providerId, capacity, capabilities }, place) => {
		const row = known.get(providerId);
		if (row === undefined) return [];
		const { kernels, maxBytes } = capabilities;
		return [{ place, provider: row.id, wallet: row.wallet, capacity, kernels, maxBytes }];
	});
}

async function deal(tx: Queries, asks: readonly KnownAsk[], jobs: readonly OpenJob[], now: number) {
	const capacity = asks.reduce((sum, ask) => sum + ask.capacity, 0);
	const window = Math.min(capacity, Math.ceil((2 * capacity) / jobs.length) + 16);
	const { shards, more } = await findOpenShards(tx, jobs, asks, window, now);
	const grants: Grant[] = [];
	const left = new Map(asks.map((ask) => [ask.place, ask.capacity]));
	const give = (to: readonly KnownAsk[], from: readonly OpenShard[], open: readonly OpenJob[]) => {
		for (const { ask, shard } of assign(to, open, from)) {
			const place = to[ask]?.place;
			const given = from[shard];
			if (place === undefined || given === undefined) continue;
			grants.push({ ask: place, shard: given });
			left.set(place, (left.get(place) ?? 0) - 1);
		}
	};
	give(asks, shards, jobs);
	const unserved = asks
		.map((ask) => ({ ...ask, capacity: left.get(ask.place) ?? 0 }))
		.filter((ask) => ask.capacity > 0)
		.slice(0, mostSearches);
	if (!more || unserved.length === 0) return grants;
	const found = await findShardsFor(tx, jobs, unserved, now);
	const taken = (shard: OpenShard) =>
		grants.filter((grant) => grant.shard.job === shard.job && grant.shard.index === shard.index);
	const providers = new Map(asks.map((ask) => [ask.place, ask]));
	give(
		unserved,
		found.map((shard) => {
			const before = taken(shard).map((grant) => providers.get(grant.ask));
			const wallets = before.flatMap((ask) => (ask?.wallet == null ? [] : [ask.wallet]));
			return {
				...shard,
				wanted: shard.wanted - before.length,
				providers: new Set([...shard.providers, ...before.flatMap((ask) => ask?.provider ?? [])]),
				wallets: new Set([...shard.wallets, ...wallets]),
			};
		}),
		jobs.map((job) => ({
			...job,
			inFlight: job.inFlight + grants.filter((grant) => grant.shard.job === job.job).length,
		})),
	);
	return grants;
}

function leaseJobOf(job: OpenJob): LeaseJob {
	const spec = JobSpec.parse(JSON.parse(job.spec));
	const { title, client, kernel, kernelVersion, params, model, pricePerReplica } = spec;
	return {
		jobId: JobId.parse(job.jobId),
		title,
		client,
		kernel,
		kernelVersion,
		params,
		model,
		modelBytes: job.modelBytes,
		pricePerReplica,
	};
}

interface NewReplica {
	readonly replicaId: ReplicaId;
	readonly job: number;
	readonly idx: number;
	readonly provider: number;
	readonly wallet: string | null;
	readonly instance: string;
	readonly leaseUntil: number;
}

async function insertReplicas(tx: Queries, replicas: readonly NewReplica[], now: number) {
	await tx.query(
		`with input as (
			select * from json_to_recordset($1::json) as i
				("replicaId" uuid, job integer, idx integer, provider integer, wallet text, instance text, "leaseUntil" bigint)
		), leased as (
			insert into replicas (replica_id, job, idx, provider, wallet, instance, state, leased_at, lease_until)
			select "replicaId", job, idx, provider, wallet, instance, 'leased', $2, "leaseUntil" from input
		)
		update shards s set
			live = s.live + i.n,
			state = case when s.state = 'pending' then 'running' else s.state end,
			changed_xid = case when s.state = 'pending' then pg_current_xact_id() else s.changed_xid end
		from (select job, idx, count(*)::integer as n from input group by job, idx) i
		where s.job = i.job and s.idx = i.idx`,
		[JSON.stringify(replicas), now],
	);
}

/**
 * Leases replicas to many providers in one transaction; answers in the order of `asks`. Each gets at
 * most its capacity; no shard goes twice to one session key or to one linked wallet (see
 * core/assign for fairness, core/leaseDuration for the time). A provider that isn't known gets none.
 */
export async function leaseReplicas(
	db: Db,
	asks: readonly LeaseAsk[],
	now: number,
): Promise<readonly AskReply[]> {
	if (asks.length === 0) return [];
	return db.transaction(async (tx) => {
		const known = await knownAsks(tx, asks);
		const all = known.some(({ kernels }) => kernels.length === 0);
		const kernels = all ? null : [...new Set(known.flatMap((ask) => ask.kernels))];
		const jobs = known.length === 0 ? [] : await findOpenJobs(tx, kernels);
		const grants = jobs.length === 0 ? [] : await deal(tx, known, jobs, now);
		const jobById = new Map(jobs.map((job) => [job.job, job]));
		const leaseJobs = new Map<number, LeaseJob>();
		const replies = asks.map(() => ({
			jobs: new Set<LeaseJob>(),
			leases: [] as Lease[],
			ahead: 0,
		}));
		const byPlace = new Map(known.map((ask) => [ask.place, ask]));
		const replicas: NewReplica[] = [];
		for (const { ask: place, shard } of grants) {
			const ask = asks[place];
			const row = byPlace.get(place);
			const reply = replies[place];
			const job = jobById.get(shard.job);
			if (!ask || !row || !reply || !job) continue;
			const leaseJob = leaseJobs.get(shard.job) ?? leaseJobOf(job);
			leaseJobs.set(shard.job, leaseJob);
			const work = {
				flop: shard.flop,
				flopPerSecond: ask.capabilities.flopPerSecond,
				bytes: shard.bytes + (reply.jobs.has(leaseJob) ? 0 : job.modelBytes),
			};
			const leaseMs = leaseDuration(work, reply.ahead);
			reply.ahead += estimatedMs(work);
			reply.jobs.add(leaseJob);
			const replicaId = ReplicaId.parse(randomUUID());
			reply.leases.push({
				replicaId,
				jobId: leaseJob.jobId,
				shardIndex: shard.index,
				input: Digest.parse(shard.input),
				inputBytes: shard.bytes,
				leaseMs,
			});
			replicas.push({
				replicaId,
				job: shard.job,
				idx: shard.index,
				provider: row.provider,
				wallet: row.wallet,
				instance: ask.instance,
				leaseUntil: now + leaseMs + transitMs,
			});
		}
		if (replicas.length > 0) await insertReplicas(tx, replicas, now);
		return replies.map(({ jobs: used, leases }) => ({ jobs: [...used], leases }));
	});
}

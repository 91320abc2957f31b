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
import { estimatedMs, leaseDuration, leaseRules } from "../core/leaseDuration.ts";
import type { Db, Queries } from "./db.ts";
import { dealReplicas, type Grant, type KnownAsk } from "./dealReplicas.ts";
import { findOpenJobs, type OpenJob } from "./findOpenWork.ts";

/** One provider's wish for work. */
export interface LeaseAsk {
	readonly providerId: ProviderId;
	/** The tab that asks. */
	readonly instance: string;
	/** Where it calls from (networkOf); null where that isn't known. */
	readonly network?: string | null;
	/** How many replicas it wants. */
	readonly capacity: number;
	readonly capabilities: Pick<Capabilities, "flopPerSecond" | "kernels" | "maxBytes"> &
		Partial<Pick<Capabilities, "backend">>;
}

/** A lease ends here this much later than for its provider, for the way of the messages; in ms. */
const transitMs = 5_000;

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
		const { kernels, maxBytes, backend } = capabilities;
		return [{ place, provider: row.id, wallet: row.wallet, capacity, kernels, maxBytes, backend }];
	});
}

function leaseJobOf(job: OpenJob): LeaseJob {
	const spec = JobSpec.parse(JSON.parse(job.spec));
	const { title, client, kernel, kernelVersion, params, model, backend, pricePerReplica } = spec;
	return {
		jobId: JobId.parse(job.jobId),
		title,
		client,
		kernel,
		kernelVersion,
		params,
		model,
		modelBytes: job.modelBytes,
		...(backend === undefined ? {} : { backend }),
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
	readonly network: string | null;
	readonly leaseUntil: number;
}

async function insertReplicas(tx: Queries, replicas: readonly NewReplica[], now: number) {
	if (replicas.length === 0) return;
	await tx.query(
		`with input as (
			select * from json_to_recordset($1::json) as i
				("replicaId" uuid, job integer, idx integer, provider integer, wallet text, instance text, network text, "leaseUntil" bigint)
		), leased as (
			insert into replicas (replica_id, job, idx, provider, wallet, instance, network, state, leased_at, lease_until)
			select "replicaId", job, idx, provider, wallet, instance, network, 'leased', $2, "leaseUntil" from input
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

/** The leases of one ask, in the order in which its provider computes them. */
function leasesOf(
	ask: LeaseAsk,
	grants: readonly Grant[],
	jobs: ReadonlyMap<number, LeaseJob>,
	{ now, floorMs }: { readonly now: number; readonly floorMs: number },
): { reply: AskReply; replicas: NewReplica[] } {
	const reply = { jobs: new Set<LeaseJob>(), leases: [] as Lease[] };
	const replicas: NewReplica[] = [];
	let aheadMs = 0;
	for (const { ask: known, shard } of grants) {
		const job = jobs.get(shard.job);
		if (job === undefined) continue;
		const work = {
			flop: shard.flop,
			flopPerSecond: ask.capabilities.flopPerSecond,
			bytes: shard.bytes + (reply.jobs.has(job) ? 0 : job.modelBytes),
		};
		const leaseMs = leaseDuration(work, aheadMs, floorMs);
		aheadMs += estimatedMs(work);
		reply.jobs.add(job);
		const replicaId = ReplicaId.parse(randomUUID());
		reply.leases.push({
			replicaId,
			jobId: job.jobId,
			shardIndex: shard.index,
			input: Digest.parse(shard.input),
			inputBytes: shard.bytes,
			leaseMs,
		});
		replicas.push({
			replicaId,
			job: shard.job,
			idx: shard.index,
			provider: known.provider,
			wallet: known.wallet,
			instance: ask.instance,
			network: ask.network ?? null,
			leaseUntil: now + leaseMs + transitMs,
		});
	}
	return { reply: { jobs: [...reply.jobs], leases: reply.leases }, replicas };
}

/**
 * Leases replicas to many providers in one transaction; answers in the order of `asks`. Each gets at
 * most its capacity; no shard goes twice to one session key or to one linked wallet (see
 * core/assign for fairness, core/leaseDuration for the time, which is `floorMs` at least). A provider
 * that isn't known gets none.
 */
export async function leaseReplicas(
	db: Db,
	asks: readonly LeaseAsk[],
	now: number,
	floorMs: number = leaseRules.floorMs,
): Promise<readonly AskReply[]> {
	if (asks.length === 0) return [];
	return db.transaction(async (tx) => {
		const known = await knownAsks(tx, asks);
		const all = known.some(({ kernels }) => kernels.length === 0);
		const kernels = all ? null : [...new Set(known.flatMap((ask) => ask.kernels))];
		const jobs = known.length === 0 ? [] : await findOpenJobs(tx, kernels);
		const grants = await dealReplicas(tx, known, jobs, now);
		const used = new Set(grants.map(({ shard }) => shard.job));
		const leaseJobs = new Map(
			jobs.filter(({ job }) => used.has(job)).map((job) => [job.job, leaseJobOf(job)]),
		);
		const byAsk = new Map<number, Grant[]>();
		for (const grant of grants) {
			const own = byAsk.get(grant.ask.place) ?? [];
			byAsk.set(grant.ask.place, own);
			own.push(grant);
		}
		const leased = asks.map((ask, place) =>
			leasesOf(ask, byAsk.get(place) ?? [], leaseJobs, { now, floorMs }),
		);
		await insertReplicas(
			tx,
			leased.flatMap(({ replicas }) => replicas),
			now,
		);
		return leased.map(({ reply }) => reply);
	});
}

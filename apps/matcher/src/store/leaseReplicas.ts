import { randomUUID } from "node:crypto";
import {
	type AskReply,
	type Capabilities,
	Digest,
	JobId,
	type Lease,
	type LeaseJob,
	type ProviderId,
	ReplicaId,
} from "@tabgrid/protocol";
import { estimatedMs, leaseDuration, leaseRules } from "../core/leaseDuration.ts";
import { admitsNewcomer } from "../core/trust/crowd.ts";
import { familyOf } from "../core/trust/family.ts";
import { isEstablished } from "../core/trust/odds.ts";
import { newcomer, type TrustRecord } from "../core/trust/trustRecord.ts";
import { trustPolicies } from "../core/trust/trustRules.ts";
import { atWorkIn } from "./crowds.ts";
import type { Db, Queries } from "./db.ts";
import { dealReplicas, type Grant, type KnownAsk } from "./dealReplicas.ts";
import { findOpenJobs, type OpenJob, originNames } from "./findOpenWork.ts";
import { gridCheckers } from "./gridCheckers.ts";
import { specOf } from "./jobSpecs.ts";
import { Standing, type StandingRow, standingColumns } from "./standings.ts";

/** One provider's wish for work. */
export interface LeaseAsk {
	readonly providerId: ProviderId;
	/** The tab that asks. */
	readonly instance: string;
	/** Where it calls from (networkOf); null where that isn't known. */
	readonly network?: string | null;
	/** The same where it tells providers apart: null on one machine. */
	readonly block?: string | null;
	/** How many replicas it wants. */
	readonly capacity: number;
	readonly capabilities: Pick<Capabilities, "flopPerSecond" | "kernels" | "maxBytes"> &
		Partial<Pick<Capabilities, "backend" | "adapter">>;
}

/** A lease ends here this much later than for its provider, for the way of the messages; in ms. */
const transitMs = 5_000;

/** Asks of known providers, with their wallets as they are now. */
async function knownAsks(tx: Queries, asks: readonly LeaseAsk[], now: number): Promise<KnownAsk[]> {
	const [rows, quarantines] = await Promise.all([
		tx.query<StandingRow & { wallet: string | null }>(
			`select ${standingColumns}, p.wallet from providers p
			 where p.provider_id in (select json_array_elements_text($1::json))`,
			[JSON.stringify(asks.map(({ providerId }) => providerId))],
		),
		tx.query<{ model: string; family: string }>("select model, family from family_quarantines"),
	]);
	const known = new Map<string, StandingRow & { wallet: string | null }>(
		rows.map((row) => [row.provider_id, row]),
	);
	const records = new Map<string, TrustRecord>(
		rows.map((row) => [row.provider_id, new Standing(row, now).record]),
	);
	const established = (providerId: string) => {
		const record = records.get(providerId);
		return record !== undefined && isEstablished(trustPolicies.balanced, record);
	};
	const atWork = await atWorkIn(
		tx,
		asks.flatMap(({ providerId, block }) => (established(providerId) ? [] : (block ?? []))),
	);
	return asks.flatMap(({ providerId, capacity, capabilities, block = null }, place) => {
		const row = known.get(providerId);
		if (row === undefined) return [];
		const { kernels, maxBytes, backend, adapter } = capabilities;
		const { provider, wallet, ring, suspended_until } = row;
		const family = backend === undefined ? null : familyOf(backend, adapter ?? "");
		const quarantined = quarantines.filter((one) => one.family === family);
		const checks = established(providerId);
		const busy = block === null ? 0 : (atWork.get(block) ?? 0);
		return [
			{
				place,
				provider,
				wallet,
				block,
				ring,
				origins: originNames({ block, ring }),
				capacity,
				kernels,
				maxBytes,
				backend,
				trusted: suspended_until <= now && (checks || admitsNewcomer(busy)),
				checks,
				quarantined: new Set(quarantined.map(({ model }) => model)),
				record: records.get(providerId) ?? newcomer(now),
			},
		];
	});
}

/** A job as it is dealt. */
interface DealtJob {
	readonly lease: LeaseJob;
	/** How many replicas a shard should have at least when a provider with this record has one. */
	readonly least: (record: Standing["record"]) => number;
}

function dealtJobOf(job: OpenJob): DealtJob {
	const jobId = JobId.parse(job.jobId);
	const spec = specOf(jobId, job.spec);
	const { title, client, kernel, kernelVersion, params, model, backend, pricePerReplica, policy } =
		spec;
	const { trust } = policy;
	const lease = {
		jobId,
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
	return {
		lease,
		least: (record) =>
			trust === undefined || job.checkersOnly || isEstablished(trustPolicies[trust], record)
				? 1
				: 2,
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
	readonly block: string | null;
	/** How many replicas the shard should have at least: a newcomer's alone won't do. */
	readonly least: number;
	readonly leaseUntil: number;
}

async function insertReplicas(tx: Queries, replicas: readonly NewReplica[], now: number) {
	if (replicas.length === 0) return;
	await tx.query(
		`with input as (
			select * from json_to_recordset($1::json) as i
				("replicaId" uuid, job integer, idx integer, provider integer, wallet text, instance text, network text, block text, least integer, "leaseUntil" bigint)
		), leased as (
			insert into replicas (replica_id, job, idx, provider, wallet, instance, network, block, state, leased_at, lease_until)
			select "replicaId", job, idx, provider, wallet, instance, network, block, 'leased', $2, "leaseUntil" from input
		)
		update shards s set
			live = s.live + i.n,
			target = greatest(s.target, least(i.least, s.max_live)),
			cornered = false,
			state = case when s.state = 'pending' then 'running' else s.state end,
			changed_xid = case when s.state = 'pending' then pg_current_xact_id() else s.changed_xid end
		from (select job, idx, count(*)::integer as n, max(least) as least from input group by job, idx) i
		where s.job = i.job and s.idx = i.idx`,
		[JSON.stringify(replicas), now],
	);
}

/** The leases of one ask, in the order in which its provider computes them. */
function leasesOf(
	ask: LeaseAsk,
	grants: readonly Grant[],
	jobs: ReadonlyMap<number, DealtJob>,
	{ now, floorMs }: { readonly now: number; readonly floorMs: number },
): { reply: AskReply; replicas: NewReplica[] } {
	const reply = { jobs: new Set<LeaseJob>(), leases: [] as Lease[] };
	const replicas: NewReplica[] = [];
	let aheadMs = 0;
	for (const { ask: known, shard } of grants) {
		const job = jobs.get(shard.job);
		if (job === undefined) continue;
		const { lease } = job;
		const work = {
			flop: shard.flop,
			flopPerSecond: ask.capabilities.flopPerSecond,
			bytes: shard.bytes + (reply.jobs.has(lease) ? 0 : lease.modelBytes),
		};
		const leaseMs = leaseDuration(work, aheadMs, floorMs);
		aheadMs += estimatedMs(work);
		reply.jobs.add(lease);
		const replicaId = ReplicaId.parse(randomUUID());
		reply.leases.push({
			replicaId,
			jobId: lease.jobId,
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
			block: known.block,
			least: job.least(known.record),
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
		const wanted = asks.map(({ capabilities }) => capabilities.kernels);
		const all = wanted.some((kernels) => kernels.length === 0);
		const [known, checkers, open] = await Promise.all([
			knownAsks(tx, asks, now),
			gridCheckers(db, tx, now),
			findOpenJobs(tx, all ? null : [...new Set(wanted.flat())]),
		]);
		const jobs = open.map((job) => ({ ...job, checkersOnly: checkers && job.asksCheckers }));
		const grants = await dealReplicas(tx, known, jobs, now);
		const used = new Set(grants.map(({ shard }) => shard.job));
		const leaseJobs = new Map(
			jobs.filter(({ job }) => used.has(job)).map((job) => [job.job, dealtJobOf(job)]),
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

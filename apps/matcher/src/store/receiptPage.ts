import { type JobId, Receipt, type ReceiptReplica, specHashOf } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { specOf } from "./jobRows.ts";

interface ShardRow {
	readonly idx: number;
	readonly input: string;
	readonly canonical_digest: string;
	readonly verified_at: number;
	readonly check_chance: number | null;
}

interface ReplicaRow {
	readonly idx: number;
	readonly replica_id: string;
	readonly session_key: string;
	readonly state: ReceiptReplica["verdict"];
	readonly digest: string | null;
	readonly signature: string | null;
	readonly distance: number | null;
	readonly backend: string | null;
	readonly adapter: string | null;
	readonly runtime: string | null;
	readonly leased_at: number;
	readonly submitted_at: number | null;
	readonly ended_at: number | null;
	readonly paid: string;
}

/**
 * The shards that have a receipt, from `shards s` of a job: verified, with a verdict on every replica,
 * and in a job with a trust policy once that is settling: until then a shard may be opened again.
 * Nothing can change there any more, and nobody computes it any more who could copy an answer.
 */
export const hasReceipt = `s.state = 'verified'
	and (select j.trust is null or j.credited from jobs j where j.id = s.job) and not exists (
	select 1 from replicas o where o.job = s.job and o.idx = s.idx and o.state in ('leased', 'submitted')
)`;

/** Where to go on, and how far. */
export interface ReceiptRange {
	/** The last shard index had; undefined for the beginning. */
	readonly after?: number | undefined;
	readonly limit: number;
}

/**
 * Receipts of a job in the order of their shards; null for an unknown job. The same shard always gives
 * the same receipt.
 */
export async function receiptPage(
	db: Queries,
	jobId: JobId,
	{ after, limit }: ReceiptRange,
): Promise<Receipt[] | null> {
	const [job] = await db.query<{ id: number; spec: string }>(
		"select id, spec from jobs where job_id = $1",
		[jobId],
	);
	if (job === undefined) return null;
	const spec = specOf(job);
	const specHash = specHashOf(spec);
	const shards = await db.query<ShardRow>(
		`select s.idx, s.input, s.canonical_digest, s.verified_at, s.check_chance from shards s
		 where s.job = $1 and s.idx > $2 and ${hasReceipt} order by s.idx limit $3`,
		[job.id, after ?? -1, limit],
	);
	const replicas = await replicasOf(
		db,
		job.id,
		shards.map(({ idx }) => idx),
	);
	return shards.map((shard) =>
		Receipt.parse({
			version: 1,
			jobId,
			specHash,
			shardIndex: shard.idx,
			model: spec.model,
			input: shard.input,
			output: shard.canonical_digest,
			comparators: spec.comparators,
			verifiedAt: shard.verified_at,
			...(shard.check_chance === null ? {} : { checkChance: shard.check_chance }),
			replicas: (replicas.get(shard.idx) ?? []).map((row) => ({
				replicaId: row.replica_id,
				sessionKey: row.session_key,
				verdict: row.state,
				digest: row.digest,
				signature: row.signature,
				distance: row.distance,
				backend: row.backend,
				adapter: row.adapter,
				runtime: row.runtime,
				leasedAt: row.leased_at,
				submittedAt: row.submitted_at,
				endedAt: row.ended_at,
				paid: row.paid,
			})),
		}),
	);
}

async function replicasOf(
	db: Queries,
	job: number,
	places: readonly number[],
): Promise<Map<number, ReplicaRow[]>> {
	const rows = await db.query<ReplicaRow>(
		`select r.idx, r.replica_id, p.session_key, r.state, r.digest, r.signature, r.distance, r.backend,
		 	r.adapter, r.runtime, r.leased_at, r.submitted_at, r.ended_at,
		 	coalesce(c.amount, 0)::text as paid
		 from replicas r join providers p on p.id = r.provider
		 left join credits c on c.replica_id = r.replica_id
		 where r.job = $1 and r.idx in (select json_array_elements_text($2::json)::integer)
		 order by r.idx, r.leased_at, r.replica_id`,
		[job, JSON.stringify(places)],
	);
	const byShard = new Map<number, ReplicaRow[]>();
	for (const row of rows) {
		const known = byShard.get(row.idx);
		if (known === undefined) byShard.set(row.idx, [row]);
		else known.push(row);
	}
	return byShard;
}

/** Receipts read from the database at once. */
const pageSize = 500;

/** All receipts of a job, page by page. */
export async function* allReceipts(db: Queries, jobId: JobId): AsyncGenerator<Receipt> {
	let after: number | undefined;
	for (;;) {
		const page = (await receiptPage(db, jobId, { after, limit: pageSize })) ?? [];
		yield* page;
		const last = page.at(-1);
		if (last === undefined || page.length < pageSize) return;
		after = last.shardIndex;
	}
}

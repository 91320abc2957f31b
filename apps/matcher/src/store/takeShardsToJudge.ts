import type {
	Address,
	Comparators,
	Digest,
	JobId,
	JobSpec,
	Policy,
	ProviderId,
	ReplicaId,
	TrustPolicy,
} from "@tabgrid/protocol";
import type { JudgedReplica } from "../core/judge.ts";
import { groupBy } from "../groupBy.ts";
import type { Db, Queries } from "./db.ts";
import { knownSpec, specOf } from "./jobSpecs.ts";

/** An undecided submission. Its output is the blob named by `digest`. */
export interface JudgeReplica extends JudgedReplica {
	readonly providerId: ProviderId;
	/** The provider's wallet now; null when none is linked. */
	readonly wallet: Address | null;
	/** Size of the output in bytes. */
	readonly outputBytes: number;
	/** False where it has a verdict that may change still. */
	readonly undecided: boolean;
}

/** A shard with enough submissions to be judged, and what the judge needs to compare them. */
export interface ShardToJudge {
	readonly jobId: JobId;
	readonly shardIndex: number;
	readonly kernel: string;
	readonly kernelVersion: number;
	readonly params: JobSpec["params"];
	readonly comparators: Comparators;
	readonly policy: Policy;
	/** With a trust policy all results are compared with each other, and the store decides. */
	readonly trust: TrustPolicy | null;
	/** Set when the shard is verified already: compare each submission with it alone (judgeLate). */
	readonly canonical: { readonly replicaId: ReplicaId; readonly digest: Digest } | null;
	/** Undecided submissions, oldest first; with a trust policy also those with a verdict. */
	readonly submitted: readonly JudgeReplica[];
}

/** Names a shard. */
export interface ShardPlace {
	readonly jobId: JobId;
	readonly shardIndex: number;
}

interface ClaimedRow {
	readonly job: number;
	readonly job_id: JobId;
	readonly trust: boolean;
	readonly idx: number;
	readonly canonical_replica: ReplicaId | null;
	readonly canonical_digest: Digest | null;
}

interface SubmittedRow {
	readonly job: number;
	readonly idx: number;
	readonly replica_id: ReplicaId;
	readonly provider_id: ProviderId;
	readonly wallet: Address | null;
	readonly digest: Digest;
	readonly output_bytes: number;
	readonly undecided: boolean;
}

/** Jobs' specs; those that this process has seen before aren't read again. */
async function specsOf(db: Queries, jobs: readonly JobId[]): Promise<Map<JobId, JobSpec>> {
	const known = jobs.flatMap((jobId) => {
		const spec = knownSpec(jobId);
		return spec === undefined ? [] : [[jobId, spec] as const];
	});
	const specs = new Map(known);
	const unknown = jobs.filter((jobId) => !specs.has(jobId));
	if (unknown.length === 0) return specs;
	const rows = await db.query<{ job_id: JobId; spec: string }>(
		`select job_id, spec from jobs where job_id in (select json_array_elements_text($1::json))`,
		[JSON.stringify(unknown)],
	);
	for (const { job_id, spec } of rows) specs.set(job_id, specOf(job_id, spec));
	return specs;
}

/** Reads what the judge needs to know about shards whose rows are given. */
async function readShards(db: Queries, claimed: readonly ClaimedRow[]): Promise<ShardToJudge[]> {
	if (claimed.length === 0) return [];
	const [specs, submitted] = await Promise.all([
		specsOf(db, [...new Set(claimed.map(({ job_id }) => job_id))]),
		db.query<SubmittedRow>(
			`select r.job, r.idx, r.replica_id, p.provider_id, coalesce(p.wallet, r.wallet) as wallet,
		 	r.digest, r.output_bytes, r.state = 'submitted' as undecided
		 from json_to_recordset($1::json) as s (job integer, idx integer, trust boolean)
		 join replicas r on r.job = s.job and r.idx = s.idx
		 	and (r.state = 'submitted' or (s.trust and r.state in ('agreed', 'disagreed')))
		 join providers p on p.id = r.provider
		 order by r.submitted_at, r.replica_id`,
			[JSON.stringify(claimed.map(({ job, idx, trust }) => ({ job, idx, trust })))],
		),
	]);
	const byShard = groupBy(submitted, ({ job, idx }) => `${job}/${idx}`);
	return claimed.flatMap((row): ShardToJudge[] => {
		const spec = specs.get(row.job_id);
		if (spec === undefined) return [];
		const { kernel, kernelVersion, params, comparators, policy } = spec;
		const trust = policy.trust ?? null;
		const canonical =
			trust !== null || row.canonical_replica === null || row.canonical_digest === null
				? null
				: { replicaId: row.canonical_replica, digest: row.canonical_digest };
		return [
			{
				jobId: row.job_id,
				shardIndex: row.idx,
				kernel,
				kernelVersion,
				params,
				comparators,
				policy,
				trust,
				canonical,
				submitted: (byShard.get(`${row.job}/${row.idx}`) ?? []).map((replica) => ({
					replicaId: replica.replica_id,
					providerId: replica.provider_id,
					wallet: replica.wallet,
					digest: replica.digest,
					outputBytes: replica.output_bytes,
					undecided: replica.undecided,
				})),
			},
		];
	});
}

/**
 * Claims up to `limit` shards that have enough submissions to be judged; other matchers pass them
 * over for `claimMs`. When the judge dies the claim runs out and the shard is offered again.
 */
export async function takeShardsToJudge(
	db: Db,
	options: { readonly limit: number; readonly claimMs: number; readonly now: number },
): Promise<readonly ShardToJudge[]> {
	return db.transaction(async (tx) =>
		readShards(
			tx,
			await tx.query<ClaimedRow>(
				`with due as (
					select s.job, s.idx, j.job_id, j.trust is not null as trust from shards s join jobs j on j.id = s.job and j.state = 'running'
					where s.to_judge and s.judge_claimed_until <= $1
					order by s.judge_claimed_until, s.job, s.idx limit $2 for update of s skip locked
				)
				update shards s set judge_claimed_until = $3 from due
				where s.job = due.job and s.idx = due.idx
				returning s.job, due.job_id, due.trust, s.idx, s.canonical_replica, s.canonical_digest`,
				[options.now, options.limit, options.now + options.claimMs],
			),
		),
	);
}

/**
 * The same for shards that submitReplicas claimed for this matcher: nothing is written. Those that
 * were judged meanwhile are left out.
 */
export async function claimedShards(
	db: Db,
	places: readonly ShardPlace[],
): Promise<readonly ShardToJudge[]> {
	return readShards(
		db,
		await db.query<ClaimedRow>(
			`select distinct s.job, j.job_id, j.trust is not null as trust, s.idx, s.canonical_replica, s.canonical_digest
			 from json_to_recordset($1::json) as p ("jobId" text, "shardIndex" integer)
			 join jobs j on j.job_id = p."jobId" and j.state = 'running'
			 join shards s on s.job = j.id and s.idx = p."shardIndex"
			 where s.to_judge`,
			[JSON.stringify(places)],
		),
	);
}

import {
	type Address,
	type Comparators,
	type Digest,
	type JobId,
	JobSpec,
	type Policy,
	type ProviderId,
	type ReplicaId,
	type TrustPolicy,
} from "@tabgrid/protocol";
import type { JudgedReplica } from "../core/judge.ts";
import { groupBy } from "../groupBy.ts";
import type { Db, Queries } from "./db.ts";

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

async function specsOf(tx: Queries, jobs: readonly number[]) {
	const rows = await tx.query<{ id: number; job_id: JobId; spec: string }>(
		`select id, job_id, spec from jobs
		 where id in (select json_array_elements_text($1::json)::integer)`,
		[JSON.stringify(jobs)],
	);
	return new Map(
		rows.map((row) => [row.id, { jobId: row.job_id, spec: JobSpec.parse(JSON.parse(row.spec)) }]),
	);
}

const trusting = (spec: JobSpec | undefined) => spec?.policy.trust !== undefined;

/** Reads what the judge needs to know about shards whose rows are given. */
async function readShards(db: Queries, claimed: readonly ClaimedRow[]): Promise<ShardToJudge[]> {
	if (claimed.length === 0) return [];
	const jobs = await specsOf(db, [...new Set(claimed.map(({ job }) => job))]);
	const submitted = await db.query<SubmittedRow>(
		`select r.job, r.idx, r.replica_id, p.provider_id, coalesce(p.wallet, r.wallet) as wallet,
		 	r.digest, r.output_bytes, r.state = 'submitted' as undecided
		 from json_to_recordset($1::json) as s (job integer, idx integer, trust boolean)
		 join replicas r on r.job = s.job and r.idx = s.idx
		 	and (r.state = 'submitted' or (s.trust and r.state in ('agreed', 'disagreed')))
		 join providers p on p.id = r.provider
		 order by r.submitted_at, r.replica_id`,
		[
			JSON.stringify(
				claimed.map(({ job, idx }) => ({ job, idx, trust: trusting(jobs.get(job)?.spec) })),
			),
		],
	);
	const byShard = groupBy(submitted, ({ job, idx }) => `${job}/${idx}`);
	return claimed.flatMap((row): ShardToJudge[] => {
		const job = jobs.get(row.job);
		if (job === undefined) return [];
		const { kernel, kernelVersion, params, comparators, policy } = job.spec;
		const trust = policy.trust ?? null;
		const canonical =
			trust !== null || row.canonical_replica === null || row.canonical_digest === null
				? null
				: { replicaId: row.canonical_replica, digest: row.canonical_digest };
		return [
			{
				jobId: job.jobId,
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
					select s.job, s.idx from shards s join jobs j on j.id = s.job and j.state = 'running'
					where s.to_judge and s.judge_claimed_until <= $1
					order by s.judge_claimed_until, s.job, s.idx limit $2 for update of s skip locked
				)
				update shards s set judge_claimed_until = $3 from due
				where s.job = due.job and s.idx = due.idx
				returning s.job, s.idx, s.canonical_replica, s.canonical_digest`,
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
			`select distinct s.job, s.idx, s.canonical_replica, s.canonical_digest
			 from json_to_recordset($1::json) as p ("jobId" text, "shardIndex" integer)
			 join jobs j on j.job_id = p."jobId" and j.state = 'running'
			 join shards s on s.job = j.id and s.idx = p."shardIndex"
			 where s.to_judge`,
			[JSON.stringify(places)],
		),
	);
}

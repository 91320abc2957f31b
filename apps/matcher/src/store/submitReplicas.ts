import type {
	Digest,
	JobId,
	JobState,
	ProviderId,
	ReplicaId,
	ReplicaState,
	Submission,
} from "@tabgrid/protocol";
import type { z } from "zod";
import { decideSubmission } from "../core/submission.ts";
import { type Db, type Queries, storableText } from "./db.ts";
import { type HeldShard, lockShardsOf } from "./endLeases.ts";
import { type ReplicaResult, refusal } from "./replicaResult.ts";

/**
 * A submission whose attestation and output were checked. Its output is a stored blob, unless it came
 * inline as `output`: then it is stored with the submission.
 */
export type VerifiedSubmission = z.infer<typeof Submission> & {
	readonly providerId: ProviderId;
};

/** Blobs are collected when they are a day old at least; younger than this they are safe. */
const youngMs = 60 * 60_000;

interface ReplicaRow {
	readonly replica_id: ReplicaId;
	/** The provider's row id. */
	readonly provider: number;
	readonly provider_id: ProviderId;
	/** The provider's wallet when it was leased, and the one now. */
	readonly wallets: readonly (string | null)[];
	readonly state: ReplicaState;
	readonly digest: Digest | null;
	readonly job: number;
	readonly idx: number;
	/** For ended leases: no other live replica of the shard has the same owner. */
	readonly alone: boolean;
}

/** A replica with its job and shard, which are locked. */
interface Place extends ReplicaRow {
	readonly job_id: JobId;
	readonly job_state: JobState;
	readonly shard: HeldShard;
}

interface Accepted {
	readonly submission: VerifiedSubmission;
	readonly place: Place;
	readonly late: boolean;
	readonly wasExpired: boolean;
}

async function findPlaces(tx: Queries, ids: readonly ReplicaId[]): Promise<Map<ReplicaId, Place>> {
	const batch = JSON.stringify(ids);
	// One after the other, but sent together: rows are read when their jobs and shards are locked.
	const [jobs, shards, rows] = await Promise.all([
		tx.query<{ id: number; job_id: JobId; state: JobState }>(
			`select id, job_id, state from jobs where id in (
			 	select job from replicas where replica_id in (select json_array_elements_text($1::json)::uuid)
			 ) order by id for share`,
			[batch],
		),
		lockShardsOf(tx, ids),
		tx.query<ReplicaRow>(
			`select r.replica_id, r.provider, p.provider_id, array[r.wallet, p.wallet] as wallets, r.state,
		 	r.digest, r.job, r.idx,
		 	r.state in ('expired', 'aborted') and not exists (
		 		select 1 from replicas o join providers q on q.id = o.provider
		 		where o.job = r.job and o.idx = r.idx and o.replica_id <> r.replica_id
		 			and o.state in ('leased', 'submitted', 'agreed', 'disagreed')
		 			and (o.provider = r.provider or array[o.wallet, q.wallet] && array[r.wallet, p.wallet])
		 	) as alone
		 from replicas r
		 join providers p on p.id = r.provider
		 where r.replica_id in (select json_array_elements_text($1::json)::uuid)`,
			[batch],
		),
	]);
	const jobById = new Map(jobs.map((job) => [job.id, job]));
	const shardByPlace = new Map(shards.map((shard) => [`${shard.job}/${shard.idx}`, shard]));
	return new Map(
		rows.flatMap((row): [ReplicaId, Place][] => {
			const job = jobById.get(row.job);
			const shard = shardByPlace.get(`${row.job}/${row.idx}`);
			if (job === undefined || shard === undefined) return [];
			return [[row.replica_id, { ...row, job_id: job.job_id, job_state: job.state, shard }]];
		}),
	);
}

/**
 * Stores inline outputs as blobs. A record that was there is made new again, as in recordBlobs; young
 * ones, which nobody collects, aren't written again.
 */
async function keepOutputs(tx: Queries, accepted: readonly Accepted[], now: number): Promise<void> {
	const outputs = new Map(
		accepted.flatMap(({ submission: { digest, output } }) =>
			output === undefined ? [] : [[digest, output] as const],
		),
	);
	if (outputs.size === 0) return;
	const batch = [...outputs].map(([digest, output]) => ({
		digest,
		bytes: output.byteLength,
		content: Buffer.from(output.buffer, output.byteOffset, output.byteLength).toString("base64"),
	}));
	await tx.query(
		`insert into blobs (digest, bytes, created_at, content)
		 select digest, bytes, $2, decode(content, 'base64')
		 from json_to_recordset($1::json) as b (digest text, bytes bigint, content text)
		 order by digest
		 on conflict (digest) do update set created_at = excluded.created_at, content = excluded.content
		 where blobs.content is null or blobs.created_at < excluded.created_at - $3::bigint`,
		[JSON.stringify(batch), now, youngMs],
	);
}

/** Writes the results, and counts them for their providers. */
async function keepResults(tx: Queries, accepted: readonly Accepted[], now: number): Promise<void> {
	const totals = new Map<number, { provider: number; n: number; expired: number }>();
	const results = accepted.map(({ submission, place: { provider }, wasExpired }) => {
		const total = totals.get(provider) ?? { provider, n: 0, expired: 0 };
		totals.set(provider, total);
		total.n += 1;
		if (wasExpired) total.expired += 1;
		return {
			id: submission.replicaId,
			provider,
			// Its place among its provider's results of this batch.
			rank: total.n,
			digest: submission.digest,
			signature: submission.signature,
			bytes: submission.outputBytes,
			backend: submission.backend,
			adapter: storableText(submission.adapter),
			runtime: storableText(submission.runtime),
			timings: JSON.stringify(submission.timings),
		};
	});
	await tx.query(
		`with counted as (
			update providers p set submitted = p.submitted + d.n, expired = p.expired - d.expired,
				-- A result ends the pause that leases without one brought.
				unanswered = 0,
				suspended_until = case when p.suspended_for = 'unanswered' then 0 else p.suspended_until end
			from json_to_recordset($3::json) as d (provider integer, n integer, expired integer)
			where p.id = d.provider
			returning p.id, p.submitted - d.n as before
		)
		update replicas r set state = 'submitted', sequence = c.before + i.rank, submitted_at = $2, ended_at = null,
			digest = i.digest, signature = i.signature, output_bytes = i.bytes, backend = i.backend,
			adapter = i.adapter, runtime = i.runtime, timings = i.timings
		from json_to_recordset($1::json) as i (id uuid, provider integer, rank integer, digest text, signature text,
			bytes bigint, backend text, adapter text, runtime text, timings text)
		join counted c on c.id = i.provider
		where r.replica_id = i.id`,
		[JSON.stringify(results), now, JSON.stringify([...totals.values()])],
	);
}

/** Counts the results for their shards; answers which (`job/idx`) have all that they need to be judged. */
async function countForShards(
	tx: Queries,
	accepted: readonly Accepted[],
	claimedUntil: number,
): Promise<Set<string>> {
	const shards = new Map<string, { job: number; idx: number; n: number; late: number }>();
	for (const { place, late } of accepted) {
		const { job, idx } = place;
		const shard = shards.get(`${job}/${idx}`) ?? { job, idx, n: 0, late: 0 };
		shards.set(`${job}/${idx}`, shard);
		shard.n += 1;
		if (late) shard.late += 1;
	}
	const changed = await tx.query<{ job: number; idx: number; to_judge: boolean }>(
		`update shards s set
			submitted = s.submitted + d.n,
			live = s.live + d.late,
			to_judge = s.state = 'verified' or s.submitted + d.n >= s.quorum,
			judge_claimed_until = case
				when s.state = 'verified' or s.submitted + d.n >= s.quorum then greatest(s.judge_claimed_until, $2)
				else s.judge_claimed_until end,
			state = case when s.state = 'pending' then 'running' else s.state end,
			changed_xid = case when s.state = 'pending' then pg_current_xact_id() else s.changed_xid end
		from json_to_recordset($1::json) as d (job integer, idx integer, n integer, late integer)
		where s.job = d.job and s.idx = d.idx
		returning s.job, s.idx, s.to_judge`,
		[JSON.stringify([...shards.values()]), claimedUntil],
	);
	const ready = changed.filter(({ to_judge }) => to_judge);
	return new Set(ready.map(({ job, idx }) => `${job}/${idx}`));
}

/** Decides a batch one by one, each in sight of what was accepted before it. */
function decide(submissions: readonly VerifiedSubmission[], places: Map<ReplicaId, Place>) {
	const accepted = new Map<ReplicaId, Accepted>();
	const lateInShard = new Map<string, Place[]>();
	const results = submissions.map((submission): ReplicaResult => {
		const { replicaId, digest } = submission;
		const place = places.get(replicaId);
		if (place === undefined) return refusal(replicaId, "NOT_FOUND", "No replica has this id.");
		const before = accepted.get(replicaId);
		const late = lateInShard.get(`${place.job}/${place.idx}`) ?? [];
		const sameOwner = late.some(
			(other) =>
				other.provider_id === place.provider_id ||
				other.wallets.some((wallet) => wallet !== null && place.wallets.includes(wallet)),
		);
		const decision = decideSubmission(
			{
				own: place.provider_id === submission.providerId,
				replica: before === undefined ? place.state : "submitted",
				digest: before === undefined ? place.digest : before.submission.digest,
				shard: place.shard.state,
				job: place.job_state,
				room: place.alone && !sameOwner && place.shard.live + late.length < place.shard.max_live,
			},
			digest,
		);
		if (decision.kind === "refuse") return { replicaId, ok: false, error: decision.error };
		if (decision.kind === "accept") {
			accepted.set(replicaId, {
				submission,
				place,
				late: decision.late,
				wasExpired: place.state === "expired",
			});
			if (decision.late) lateInShard.set(`${place.job}/${place.idx}`, [...late, place]);
		}
		return {
			replicaId,
			ok: true,
			jobId: place.job_id,
			shardIndex: place.idx,
			repeated: decision.kind === "repeat",
		};
	});
	return { results, accepted: [...accepted.values()] };
}

/**
 * Takes results in, many providers' at once; answers in order. `ok` means committed: the process may
 * die now and lose nothing. Which results are taken is told at core/submission; duplicates and late
 * ones are harmless.
 * @param claimMs how long the shards that can be judged now are kept for the caller to judge
 * (`claimed` in the results); other matchers pass them over meanwhile. 0 claims none.
 */
export async function submitReplicas(
	db: Db,
	submissions: readonly VerifiedSubmission[],
	now: number,
	claimMs = 0,
): Promise<readonly ReplicaResult[]> {
	if (submissions.length === 0) return [];
	return db.transaction(async (tx) => {
		const places = await findPlaces(
			tx,
			submissions.map(({ replicaId }) => replicaId),
		);
		const { results, accepted } = decide(submissions, places);
		if (accepted.length === 0) return results;
		const [ready] = await Promise.all([
			countForShards(tx, accepted, claimMs === 0 ? 0 : now + claimMs),
			keepResults(tx, accepted, now),
			keepOutputs(tx, accepted, now),
		]);
		if (claimMs === 0) return results;
		return results.map((result) => {
			const place = places.get(result.replicaId);
			const claimed = place !== undefined && ready.has(`${place.job}/${place.idx}`);
			return result.ok && claimed ? { ...result, claimed } : result;
		});
	});
}

import type { ReplicaId, WireError } from "@tabgrid/protocol";
import { type Db, storableText } from "./db.ts";
import { endLeases, lockShardsOf } from "./endLeases.ts";

/** A submission that can't be compared. */
export interface RejectedSubmission {
	readonly replicaId: ReplicaId;
	readonly error: WireError;
}

/**
 * submitted → errored: the output can't be compared (it isn't what the kernel makes, or its blob is
 * lost). Counts as a failure of the shard, which goes to others. Idempotent.
 */
export async function rejectSubmissions(
	db: Db,
	rejections: readonly RejectedSubmission[],
	now: number,
): Promise<void> {
	if (rejections.length === 0) return;
	await db.transaction(async (tx) => {
		await lockShardsOf(
			tx,
			rejections.map(({ replicaId }) => replicaId),
		);
		// Back to leased, from where leases end: one place decides what becomes of the shard.
		const back = await tx.query<{ replica_id: ReplicaId }>(
			`with back as (
				update replicas r set state = 'leased'
				where r.state = 'submitted'
					and r.replica_id in (select json_array_elements_text($1::json)::uuid)
				returning r.replica_id, r.job, r.idx
			), counted as (
				update shards s set
					submitted = s.submitted - b.n,
					judge_claimed_until = 0,
					to_judge = case when s.state = 'verified' then s.submitted - b.n > 0
						else s.submitted - b.n >= s.quorum end
				from (select job, idx, count(*)::integer as n from back group by job, idx) b
				where s.job = b.job and s.idx = b.idx
			)
			select replica_id from back`,
			[JSON.stringify(rejections.map(({ replicaId }) => replicaId))],
		);
		const errors = new Map(rejections.map(({ replicaId, error }) => [replicaId, error]));
		await endLeases(
			tx,
			back.flatMap(({ replica_id }) => {
				const error = errors.get(replica_id);
				if (error === undefined) return [];
				return [
					{
						replicaId: replica_id,
						state: "errored" as const,
						failure: true,
						error: JSON.stringify(error),
						message: storableText(error.message),
					},
				];
			}),
			now,
		);
	});
}

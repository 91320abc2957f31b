import type { ProviderId, ReplicaId, WireError } from "@tabgrid/protocol";
import { type Db, storableText } from "./db.ts";
import { endLeases } from "./endLeases.ts";
import { findReplicas } from "./findReplicas.ts";
import { type ReplicaResult, refusal } from "./replicaResult.ts";

/** A replica that its provider could not compute. */
export interface FailedReplica {
	readonly providerId: ProviderId;
	readonly replicaId: ReplicaId;
	readonly error: WireError;
}

/**
 * leased → errored; the shard goes to others, and fails after too many. A replica that isn't leased
 * any more is answered with LEASE_OVER and stays as it is. Answers in order.
 */
export async function failReplicas(
	db: Db,
	failures: readonly FailedReplica[],
	now: number,
): Promise<readonly ReplicaResult[]> {
	if (failures.length === 0) return [];
	return db.transaction(async (tx) => {
		const ids = failures.map(({ replicaId }) => replicaId);
		const known = new Map((await findReplicas(tx, ids)).map((found) => [found.replicaId, found]));
		const own = failures.filter(
			({ replicaId, providerId }) => known.get(replicaId)?.providerId === providerId,
		);
		const ended = await endLeases(
			tx,
			[...new Map(own.map((failure) => [failure.replicaId, failure])).values()].map((failure) => ({
				replicaId: failure.replicaId,
				state: "errored",
				failure: true,
				error: JSON.stringify(failure.error),
				code: failure.error.code,
				message: storableText(failure.error.message),
			})),
			now,
		);
		const done = new Set(ended.map(({ replicaId }) => replicaId));
		return failures.map(({ replicaId, providerId }): ReplicaResult => {
			const found = known.get(replicaId);
			if (found === undefined) return refusal(replicaId, "NOT_FOUND", "No replica has this id.");
			if (found.providerId !== providerId) {
				return refusal(
					replicaId,
					"LEASE_NOT_YOURS",
					"This replica was leased to another provider.",
				);
			}
			if (!done.has(replicaId)) {
				return refusal(replicaId, "LEASE_OVER", "The lease of this replica is over.");
			}
			return {
				replicaId,
				ok: true,
				repeated: false,
				jobId: found.jobId,
				shardIndex: found.shardIndex,
			};
		});
	});
}

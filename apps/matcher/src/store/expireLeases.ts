import type { ReplicaId } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { endLeases } from "./endLeases.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

/**
 * Leases past their time → expired; their shards may be leased anew. At most `limit` at once: call
 * again while the answer is full.
 */
export async function expireLeases(
	db: Db,
	now: number,
	limit = 1_000,
): Promise<readonly RevokedReplica[]> {
	return db.transaction(async (tx) => {
		const due = await tx.query<{ replica_id: ReplicaId }>(
			`select replica_id from replicas where state = 'leased' and lease_until <= $1
			 order by lease_until, replica_id limit $2`,
			[now, limit],
		);
		const message = "its provider didn't answer in time.";
		return endLeases(
			tx,
			due.map(({ replica_id }) => ({
				replicaId: replica_id,
				state: "expired",
				failure: true,
				message,
			})),
			now,
		);
	});
}

import type { ProviderId, ReplicaId } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { endLeases } from "./endLeases.ts";
import { findReplicas } from "./findReplicas.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

/**
 * leased → aborted: given back unused, which doesn't count as a failure of the shard. Answers those
 * that were leased to the provider; others are passed over.
 */
export async function releaseReplicas(
	db: Db,
	releases: readonly { readonly providerId: ProviderId; readonly replicaId: ReplicaId }[],
	now: number,
): Promise<readonly RevokedReplica[]> {
	return db.transaction(async (tx) => {
		const providers = new Map(releases.map((release) => [release.replicaId, release.providerId]));
		const found = await findReplicas(tx, [...providers.keys()]);
		return endLeases(
			tx,
			found
				.filter(({ replicaId, providerId }) => providers.get(replicaId) === providerId)
				.map(({ replicaId }) => ({
					replicaId,
					state: "aborted",
					failure: false,
					message: "its provider gave it back.",
				})),
			now,
		);
	});
}

import type { ProviderId, ReplicaId } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { endLeases } from "./endLeases.ts";

/** A tab that reconnected, and the replicas that it says it still holds. */
export interface ReturnedTab {
	readonly providerId: ProviderId;
	readonly instance: string;
	readonly holding: readonly ReplicaId[];
}

/**
 * After a reconnect: answers which of `holding` are still leased to the provider, and makes them this
 * tab's. Leases of the tab that it doesn't hold (an answer lost on the way) return at once, without
 * counting as failures.
 */
export async function adoptLeases(
	db: Db,
	tab: ReturnedTab,
	now: number,
): Promise<readonly ReplicaId[]> {
	return db.transaction(async (tx) => {
		const holding = JSON.stringify(tab.holding);
		const adopted = await tx.query<{ replica_id: ReplicaId }>(
			`update replicas r set instance = $2
			 from providers p
			 where p.provider_id = $1 and r.provider = p.id and r.state = 'leased'
			 	and r.replica_id in (select json_array_elements_text($3::json)::uuid)
			 returning r.replica_id`,
			[tab.providerId, tab.instance, holding],
		);
		const lost = await tx.query<{ replica_id: ReplicaId }>(
			`select r.replica_id from replicas r join providers p on p.id = r.provider
			 where p.provider_id = $1 and r.instance = $2 and r.state = 'leased'
			 	and r.replica_id not in (select json_array_elements_text($3::json)::uuid)`,
			[tab.providerId, tab.instance, holding],
		);
		await endLeases(
			tx,
			lost.map(({ replica_id }) => ({
				replicaId: replica_id,
				state: "aborted",
				failure: false,
				message: "its provider lost the lease on a reconnect.",
			})),
			now,
		);
		const left = new Set(adopted.map(({ replica_id }) => replica_id));
		return tab.holding.filter((replicaId) => left.has(replicaId));
	});
}

import type { ProviderId, ReplicaId } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { type EndedLease, endLeases } from "./endLeases.ts";
import type { RevokedReplica } from "./revokedReplica.ts";

const abandoned = ({ replica_id }: { replica_id: ReplicaId }): EndedLease => ({
	replicaId: replica_id,
	state: "aborted",
	failure: true,
	message: "its provider's tab was closed.",
});

/**
 * A tab is gone for good (closed, and the grace is over): it is no longer present, and its leases
 * return. Counts as a failure of the shards, for a shard may be what kills tabs.
 */
export async function abandonLeases(
	db: Db,
	tab: { readonly providerId: ProviderId; readonly instance: string },
	now: number,
): Promise<readonly RevokedReplica[]> {
	return db.transaction(async (tx) => {
		const leases = await tx.query<{ replica_id: ReplicaId }>(
			`select r.replica_id from replicas r join providers p on p.id = r.provider
			 where p.provider_id = $1 and r.instance = $2 and r.state = 'leased'`,
			[tab.providerId, tab.instance],
		);
		const ended = await endLeases(tx, leases.map(abandoned), now);
		await tx.query(
			`with gone as (
				delete from connections c using providers p
				where c.instance = $2 and p.id = c.provider and p.provider_id = $1
				returning c.provider, c.seen_at
			)
			update providers p set last_seen = greatest(p.last_seen, g.seen_at)
			from gone g where p.id = g.provider`,
			[tab.providerId, tab.instance],
		);
		return ended;
	});
}

/**
 * The same for all tabs that no matcher has touched since `seenBefore` (epoch ms): their matcher
 * died, and they didn't come back to another one.
 */
export async function abandonStaleConnections(
	db: Db,
	seenBefore: number,
	now: number,
): Promise<readonly RevokedReplica[]> {
	return db.transaction(async (tx) => {
		const leases = await tx.query<{ replica_id: ReplicaId }>(
			`select r.replica_id from connections c
			 join replicas r on r.provider = c.provider and r.instance = c.instance and r.state = 'leased'
			 where c.seen_at < $1`,
			[seenBefore],
		);
		const ended = await endLeases(tx, leases.map(abandoned), now);
		await tx.query(
			`with gone as (
				delete from connections where seen_at < $1 returning provider, seen_at
			)
			update providers p set last_seen = greatest(p.last_seen, g.seen_at)
			from (select provider, max(seen_at) as seen_at from gone group by provider) g
			where p.id = g.provider`,
			[seenBefore],
		);
		return ended;
	});
}

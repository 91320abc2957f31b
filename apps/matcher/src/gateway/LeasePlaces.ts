import type { AskReply, ProviderId, ReplicaId } from "@tabgrid/protocol";
import type { RevokedReplica } from "../store/index.ts";

/** Where a replica belongs, and to whom: it never changes. */
export type LeasePlace = Omit<RevokedReplica, "instance">;

/** Leases remembered, of which most are submitted soon. */
const mostLeases = 100_000;

/**
 * Where the replicas leased by this process belong, so that their submissions needn't look for it.
 * Those that it forgot, or that another process leased, are in the database.
 */
export class LeasePlaces {
	readonly #places = new Map<ReplicaId, LeasePlace>();

	add(providerId: ProviderId, { leases }: AskReply): void {
		for (const { replicaId, jobId, shardIndex } of leases)
			this.#places.set(replicaId, { replicaId, providerId, jobId, shardIndex });
		for (const oldest of this.#places.keys()) {
			if (this.#places.size <= mostLeases) return;
			this.#places.delete(oldest);
		}
	}

	/** The places of all these replicas; undefined when one isn't remembered. */
	find(replicaIds: readonly ReplicaId[]): Map<ReplicaId, LeasePlace> | undefined {
		const found = new Map<ReplicaId, LeasePlace>();
		for (const replicaId of replicaIds) {
			const place = this.#places.get(replicaId);
			if (place === undefined) return undefined;
			found.set(replicaId, place);
		}
		return found;
	}

	/** A replica was submitted: only a repetition would ask for it again. */
	forget(replicaId: ReplicaId): void {
		this.#places.delete(replicaId);
	}
}

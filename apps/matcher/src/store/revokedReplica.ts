import type { JobId, ProviderId, ReplicaId } from "@tabgrid/protocol";

/** A replica and whose it is, or was: enough to tell the tab that holds it. */
export interface RevokedReplica {
	readonly replicaId: ReplicaId;
	readonly providerId: ProviderId;
	/** The tab that it was leased to. */
	readonly instance: string;
	readonly jobId: JobId;
	readonly shardIndex: number;
}

import type { JobId, ProviderId } from "@tabgrid/protocol";
import type { JudgedShard, RevokedReplica, VoucherToSign } from "./store/index.ts";

/** A submission that could not be compared. */
export type RejectedReplica = Omit<RevokedReplica, "instance">;

/** What the rest of the matcher tells the gateway, so that sockets hear of it. Never throws. */
export interface Announcements {
	/** Replicas may be leased that couldn't be before: providers that wait should ask again. */
	work(): void;
	/** These leases are void. */
	revoked(replicas: readonly RevokedReplica[], reason: string): void;
	/** These submissions could not be compared at all. */
	rejected(replicas: readonly RejectedReplica[]): void;
	/** Verdicts were written. */
	judged(shards: readonly JudgedShard[]): void;
	/** A job settled that owed these providers. */
	paid(providers: readonly ProviderId[]): void;
	/** These vouchers grew and are signed. */
	vouchers(grown: readonly VoucherToSign[]): void;
	/** Something about a job changed: watchers get an update. */
	jobChanged(jobId: JobId): void;
	/** A job was posted or changed its state: lists should refresh. */
	jobsChanged(): void;
}

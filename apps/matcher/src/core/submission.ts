import type { Digest, JobState, ReplicaState, ShardState, WireError } from "@tabgrid/protocol";

/** Where a submitted replica, its shard and its job stand. */
export interface SubmissionPlace {
	/** Whether the replica is the sender's. */
	readonly own: boolean;
	readonly replica: ReplicaState;
	/** The digest it was submitted with before. */
	readonly digest: Digest | null;
	readonly shard: ShardState;
	readonly job: JobState;
	/** Whether the shard has room for another live replica, and none of the same owner is live. */
	readonly room: boolean;
}

export type SubmissionDecision =
	| { readonly kind: "accept"; readonly late: boolean }
	| { readonly kind: "repeat" }
	| { readonly kind: "refuse"; readonly error: WireError };

const refuse = (code: WireError["code"], message: string): SubmissionDecision => ({
	kind: "refuse",
	error: { code, message },
});

/**
 * Whether a result is taken in.
 *
 * - A leased replica's is, also after its time while nobody noticed, and also when others verified
 *   the shard meanwhile: it is then compared with the canonical result and paid if it agrees.
 * - One whose lease expired or was aborted is taken late while its shard is undecided and has room;
 *   afterwards it is refused with LEASE_OVER, because the shard's money may be spoken for.
 * - The same digest again is answered as before, whatever has become of the replica.
 */
export function decideSubmission(place: SubmissionPlace, digest: Digest): SubmissionDecision {
	if (!place.own) return refuse("LEASE_NOT_YOURS", "This replica was leased to another provider.");
	if (place.digest === digest) return { kind: "repeat" };
	if (place.digest !== null) {
		return refuse("CONFLICT", "This replica was submitted before, with another result.");
	}
	if (place.job !== "running") {
		return refuse("JOB_NOT_OPEN", `The job is ${place.job} and takes no more results.`);
	}
	if (place.replica === "leased" && place.shard !== "failed")
		return { kind: "accept", late: false };
	if (place.replica !== "expired" && place.replica !== "aborted") {
		return refuse("LEASE_OVER", "The lease of this replica is over.");
	}
	if (place.shard === "verified" || place.shard === "failed") {
		return refuse("LEASE_OVER", `The lease is over, and the shard is ${place.shard} by now.`);
	}
	if (!place.room) {
		return refuse("LEASE_OVER", "The lease is over, and other providers have taken its place.");
	}
	return { kind: "accept", late: true };
}

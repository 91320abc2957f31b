import type { ErrorCode, JobId, ReplicaId, WireError } from "@tabgrid/protocol";

/** What became of one message about a replica. */
export type ReplicaResult =
	| {
			readonly replicaId: ReplicaId;
			readonly ok: true;
			readonly jobId: JobId;
			readonly shardIndex: number;
			/** The same message had been taken before. */
			readonly repeated: boolean;
			/** With it the shard can be judged, and is claimed for the caller to do so. */
			readonly claimed?: boolean;
	  }
	| { readonly replicaId: ReplicaId; readonly ok: false; readonly error: WireError };

/** A message that was not taken. */
export function refusal(replicaId: ReplicaId, code: ErrorCode, message: string): ReplicaResult {
	return { replicaId, ok: false, error: { code, message } };
}

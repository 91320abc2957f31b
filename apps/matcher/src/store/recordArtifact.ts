import { type Digest, type JobId, TabgridError } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";

/** The merged result of a job. */
export interface JobResult {
	readonly jobId: JobId;
	/** Root of the tree over the verified shards' receipts, 32 bytes as 0x hex. */
	readonly resultRoot: string;
	/** Null when no shard was verified. */
	readonly artifact: {
		readonly digest: Digest;
		readonly bytes: number;
		readonly mediaType: string;
		readonly fileName: string;
	} | null;
	/** Why there is no artifact although shards were verified (they don't merge), in a sentence. */
	readonly problem?: string;
}

/**
 * Keeps the result of a settling job; its escrow can be closed from then on. The first result stays:
 * again, it changes nothing.
 * @throws TabgridError JOB_NOT_OPEN when the job isn't settling (or settled).
 */
export async function recordArtifact(db: Db, result: JobResult, now: number): Promise<void> {
	await db.transaction(async (tx) => {
		const [job] = await tx.query<{ id: number; state: string; result_at: number | null }>(
			"select id, state, result_at from jobs where job_id = $1 for update",
			[result.jobId],
		);
		if (job !== undefined && job.result_at !== null) return;
		if (job?.state !== "settling") {
			throw new TabgridError(
				"JOB_NOT_OPEN",
				`The job is ${job?.state ?? "unknown"}, not settling.`,
			);
		}
		await tx.query(
			`update jobs set result_at = $2, result_root = $3, artifact = $4,
			 	artifact_digest = $5, reason = coalesce($6, reason)
			 where id = $1`,
			[
				job.id,
				now,
				result.resultRoot,
				result.artifact === null ? null : JSON.stringify(result.artifact),
				result.artifact?.digest ?? null,
				result.problem ?? null,
			],
		);
		const message =
			result.problem ??
			(result.artifact === null
				? "No shard was verified, so there is no result."
				: `The result is ready: ${result.artifact.bytes} bytes.`);
		await logJobEvents(tx, [{ job: job.id, kind: "result", message }], now);
	});
}

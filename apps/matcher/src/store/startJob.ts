import { randomBytes } from "node:crypto";
import { auditCommitment, type JobId } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";

/** From so many shards on, the planner must know of a job at once to find its open ones by index. */
const manyShards = 1_000;

/**
 * funded → running: its shards can be leased from now on. False when it wasn't funded. A job with a trust
 * policy gets the secret of its spot checks, whose commitment is public at once, and its price is compared
 * with that of the hundred jobs before it.
 */
export async function startJob(db: Db, jobId: JobId, now: number): Promise<boolean> {
	const secret = randomBytes(32);
	return db.transaction(async (tx) => {
		const [job] = await tx.query<{ id: number; shard_total: number }>(
			`update jobs set state = 'running', started_at = coalesce(started_at, $2), stopped_at = null,
			 	audit_secret = case when trust is null then null else coalesce(audit_secret, $3) end,
			 	audit_commitment = case when trust is null then null else coalesce(audit_commitment, $4) end,
			 	price_ratio = case when trust is null then 1 else greatest(0.1, least(100, coalesce(
			 		jobs.price / nullif((
			 			select percentile_cont(0.5) within group (order by o.price::double precision) from (
			 				select price from jobs where started_at is not null order by id desc limit 100
			 			) o
			 		), 0), 1))) end
			 where job_id = $1 and state = 'funded' returning id, shard_total`,
			[jobId, now, `0x${secret.toString("hex")}`, auditCommitment(secret)],
		);
		if (job === undefined) return false;
		const message = "Providers are being given its shards.";
		await logJobEvents(tx, [{ job: job.id, kind: "running", message }], now);
		if (job.shard_total >= manyShards) await tx.script("analyze shards (job, state, live, wanted)");
		return true;
	});
}

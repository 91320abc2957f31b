import type { JobId } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";

/** From so many shards on, the planner must know of a job at once to find its open ones by index. */
const manyShards = 1_000;

/** funded → running: its shards can be leased from now on. False when it wasn't funded. */
export async function startJob(db: Db, jobId: JobId, now: number): Promise<boolean> {
	return db.transaction(async (tx) => {
		const [job] = await tx.query<{ id: number; shard_total: number }>(
			`update jobs set state = 'running', started_at = coalesce(started_at, $2), stopped_at = null
			 where job_id = $1 and state = 'funded' returning id, shard_total`,
			[jobId, now],
		);
		if (job === undefined) return false;
		const message = "Providers are being given its shards.";
		await logJobEvents(tx, [{ job: job.id, kind: "running", message }], now);
		if (job.shard_total >= manyShards) await tx.script("analyze shards (job, state, live, wanted)");
		return true;
	});
}

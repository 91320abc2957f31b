import type { JobId } from "@tabgrid/protocol";
import type { Db } from "./db.ts";
import { logJobEvents } from "./logJobEvents.ts";
import { lightShards, openShards, type TrustingJob } from "./openAgain.ts";

/** Shards that are computed again, because a provider was caught. */
export interface LookedBack {
	readonly jobId: JobId;
	readonly shards: number;
}

/** Providers looked at in one round. */
const most = 16;

/**
 * Looks back at providers that were found wrong: each of their unsettled results whose shard isn't sure
 * enough without their word is given to somebody else before its job settles. Their flag goes in the same
 * transaction, unless they were caught again meanwhile; so a matcher that dies forgets none.
 */
export async function lookBack(db: Db, now: number): Promise<readonly LookedBack[]> {
	const caught = await db.query<{ id: number; bad: number; trust_at: number }>(
		"select id, bad, trust_at from providers where look_back order by id limit $1",
		[most],
	);
	const looked: LookedBack[] = [];
	for (const { id, bad, trust_at } of caught) {
		const found = await db.transaction(async (tx) => {
			const jobs = await tx.query<TrustingJob & { readonly job_id: JobId }>(
				`select j.id, j.job_id, j.trust, j.model from jobs j
				 where j.trust is not null and not j.credited and j.state = 'running'
				 	and exists (select 1 from job_providers o where o.job = j.id and o.provider = $1)
				 order by j.id for update of j`,
				[id],
			);
			const opened: (LookedBack & { readonly job: number })[] = [];
			for (const job of jobs) {
				const light = await lightShards(tx, job, id, now);
				const shards = await openShards(tx, job.id, light, "lookBack", now);
				if (shards > 0) opened.push({ job: job.id, jobId: job.job_id, shards });
			}
			await logJobEvents(
				tx,
				opened.map(({ job, shards }) => ({
					job,
					kind: "lookBack",
					message: `A provider was found wrong: ${shards} of its shards are computed again.`,
				})),
				now,
			);
			await tx.query(
				"update providers set look_back = false where id = $1 and bad = $2 and trust_at = $3",
				[id, bad, trust_at],
			);
			return opened;
		});
		looked.push(...found.map(({ jobId, shards }) => ({ jobId, shards })));
	}
	return looked;
}

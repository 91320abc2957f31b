import type { Announcements } from "../announcements.ts";
import type { ProviderHub } from "../gateway/ProviderHub.ts";
import type { Logger } from "../log.ts";
import { addSpareReplicas, type Db } from "../store/index.ts";

/** Near the end of jobs, offers replicas of slow shards to the providers here that wait for work. */
export async function spareSlowShards(
	db: Db,
	hub: ProviderHub,
	announce: Announcements,
	log: Logger,
): Promise<void> {
	const idle = hub.sessions().flatMap(({ session }) => (session.waiting ? [session] : []));
	const spared = await addSpareReplicas(db, idle, Date.now());
	for (const { jobId, shards } of spared)
		log.info({ jobId, shards }, "Slow shards near a job's end get a spare replica.");
	if (spared.length > 0) announce.work();
}

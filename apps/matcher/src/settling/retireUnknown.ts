import { kernels } from "@tabgrid/kernels";
import type { Announcements } from "../announcements.ts";
import type { Logger } from "../log.ts";
import { type Db, retireJobs } from "../store/index.ts";

interface RetireParts {
	readonly db: Db;
	readonly announce: Announcements;
	readonly log: Logger;
}

/** Ends jobs in these states whose kernel's version an upgrade has put out of use. */
export async function retireUnknown(
	{ db, announce, log }: RetireParts,
	states: Parameters<typeof retireJobs>[2],
): Promise<void> {
	const known = kernels.map(({ id, version }) => ({ id, version }));
	for (const { jobId, reason, revoked } of await retireJobs(db, known, states, Date.now())) {
		log.warn({ jobId, reason }, "A job's kernel is not known here; it is ended.");
		announce.revoked(revoked, "The grid was upgraded; the job was ended.");
		announce.jobChanged(jobId);
		announce.jobsChanged();
	}
}

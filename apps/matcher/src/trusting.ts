import type { Announcements } from "./announcements.ts";
import type { Logger } from "./log.ts";
import {
	cornerShards,
	type Db,
	findRings,
	lookBack,
	quarantineFamilies,
	reweighDisputes,
} from "./store/index.ts";

export interface TrustingParts {
	readonly db: Db;
	readonly announce: Announcements;
	readonly log: Logger;
	/** How long the last checks of a job wait for somebody who may make them, ms. */
	readonly patienceMs: number;
	/** Shards wait to be judged that didn't before. */
	readonly judge: () => void;
}

/** What lies have in common: backend families that compute a model wrongly, and rings. */
export async function learnFromLies({ db, log }: Pick<TrustingParts, "db" | "log">): Promise<void> {
	const now = Date.now();
	for (const { model, family } of await quarantineFamilies(db, now))
		log.warn(
			{ model, family },
			"A backend family computes a model wrongly: it gets no more of it.",
		);
	const merged = await findRings(db);
	if (merged > 0) log.warn({ providers: merged }, "Providers that share their lies are one ring.");
}

/** What follows from verdicts: looking back, and another look at disputes. */
export async function followUp({ db, announce, log, ...parts }: TrustingParts): Promise<void> {
	const now = Date.now();
	const looked = await lookBack(db, now);
	for (const { jobId, shards } of looked) {
		log.warn({ jobId, shards }, "A provider was found wrong: its shards are computed again.");
		announce.jobChanged(jobId);
	}
	if (looked.length > 0) announce.work();
	const again = (await cornerShards(db, now, parts.patienceMs)) + (await reweighDisputes(db, now));
	if (again > 0) parts.judge();
}

import type { Announcements } from "../announcements.ts";
import type { Logger } from "../log.ts";
import { abandonStaleConnections, type Db, expireLeases } from "../store/index.ts";

const batch = 1_000;

/** Takes back the leases whose time is over. */
export async function returnExpired(db: Db, announce: Announcements, log: Logger): Promise<void> {
	for (;;) {
		const expired = await expireLeases(db, Date.now(), batch);
		if (expired.length > 0) {
			log.info({ leases: expired.length }, "Leases expired.");
			announce.revoked(expired, "The lease's time is over.");
			announce.work();
		}
		if (expired.length < batch) return;
	}
}

/** Takes back the leases of tabs that no matcher has seen for `staleMs`: theirs died with them. */
export async function returnStale(
	db: Db,
	announce: Announcements,
	log: Logger,
	staleMs: number,
): Promise<void> {
	const now = Date.now();
	const abandoned = await abandonStaleConnections(db, now - staleMs, now);
	if (abandoned.length === 0) return;
	log.info({ leases: abandoned.length }, "Leases of tabs that went away were returned.");
	announce.revoked(abandoned, "The tab was away for too long.");
	announce.work();
}

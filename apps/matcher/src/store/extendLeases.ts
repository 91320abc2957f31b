import type { Db } from "./db.ts";

/**
 * Lets leases that would end before `until` last until then: for a matcher that starts. While none
 * listened no provider could answer, and lateness costs a pause (pauseUnanswered).
 * @returns how many.
 */
export async function extendLeases(db: Db, until: number): Promise<number> {
	const extended = await db.query(
		`update replicas set lease_until = $1 where state = 'leased' and lease_until < $1
		 returning 1`,
		[until],
	);
	return extended.length;
}

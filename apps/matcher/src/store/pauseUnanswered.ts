import { backOffMs } from "../core/trust/backOff.ts";
import type { Queries } from "./db.ts";

/**
 * Pauses providers whose leases of jobs with a trust policy ended with nothing, in the caller's
 * transaction: longer each time in a row (core/trust/backOff). Several that end together count once.
 * @param providers row ids.
 */
export async function pauseUnanswered(
	tx: Queries,
	providers: readonly number[],
	now: number,
): Promise<void> {
	if (providers.length === 0) return;
	const rows = await tx.query<{ id: number; unanswered: number }>(
		`update providers set unanswered = unanswered + 1
		 where id in (
		 	select id from providers where id in (select json_array_elements_text($1::json)::integer)
		 	order by id for update
		 ) returning id, unanswered`,
		[JSON.stringify([...new Set(providers)])],
	);
	const pauses = rows.map(({ id, unanswered }) => ({ id, until: now + backOffMs(unanswered) }));
	await tx.query(
		`update providers p set suspended_until = c.until, suspended_for = 'unanswered'
		 from json_to_recordset($1::json) as c (id integer, until bigint)
		 where p.id = c.id and p.suspended_until < c.until`,
		[JSON.stringify(pauses)],
	);
}

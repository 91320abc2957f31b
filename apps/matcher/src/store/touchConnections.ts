import type { Db } from "./db.ts";

/** Keeps tabs present. Call every few seconds for all that are connected. */
export async function touchConnections(
	db: Db,
	instances: readonly string[],
	now: number,
): Promise<void> {
	if (instances.length === 0) return;
	await db.query(
		`update connections set seen_at = $2
		 where instance in (select json_array_elements_text($1::json))`,
		[JSON.stringify(instances), now],
	);
}

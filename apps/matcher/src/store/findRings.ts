import { type KnownPair, ringOdds, ringsOf } from "../core/trust/rings.ts";
import type { Db } from "./db.ts";

/**
 * Puts providers that share their lies into rings (core/trust/rings): from now on their results count as
 * one origin's, and they never get the same shard.
 * @returns how many providers are of another ring than before.
 */
export async function findRings(db: Db): Promise<number> {
	const pairs = await db.query<KnownPair>(
		"select a, b, odds from provider_pairs where odds >= $1",
		[ringOdds],
	);
	const rings = [...ringsOf(pairs)].map(([provider, ring]) => ({ provider, ring }));
	if (rings.length === 0) return 0;
	const changed = await db.query(
		`update providers p set ring = c.ring
		 from json_to_recordset($1::json) as c (provider integer, ring integer)
		 where p.id = c.provider and p.ring is distinct from c.ring returning 1`,
		[JSON.stringify(rings)],
	);
	return changed.length;
}

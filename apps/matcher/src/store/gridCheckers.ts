import type { TrustPolicy } from "@tabgrid/protocol";
import { hasCheckers } from "../core/trust/checkers.ts";
import { badHalfLifeMs, goodHalfLifeMs } from "../core/trust/trustRecord.ts";
import { trustPolicies } from "../core/trust/trustRules.ts";
import type { Db, Queries } from "./db.ts";
import { onlineMs } from "./gridStats.ts";

/** How old the answer may be, ms. */
const keptMs = 5_000;
const kept = new WeakMap<Db, { readonly at: number; readonly checkers: boolean }>();

/** Whether a policy asks established providers alone to check, where there are enough of them. */
export const asksCheckers = (trust: TrustPolicy) =>
	Number.isFinite(trustPolicies[trust].establishedAfter);

/**
 * Whether established providers enough are connected to check the others (core/trust/checkers), of distinct
 * origins; a few seconds old at most.
 */
export async function gridCheckers(db: Db, tx: Queries, now: number): Promise<boolean> {
	const before = kept.get(db);
	if (before !== undefined && now > before.at && now - before.at < keptMs) return before.checkers;
	const decay = (halfLifeMs: number) =>
		`power(2, (p.trust_at - $2::bigint)::double precision / ${halfLifeMs})`;
	const [row] = await tx.query<{ count: number }>(
		`select count(distinct coalesce('ring ' || p.ring, p.block, p.provider_id))::integer as count
		 from connections c join providers p on p.id = c.provider
		 where c.seen_at > $1 and p.good * ${decay(goodHalfLifeMs)} >= $3
		 	and p.bad * ${decay(badHalfLifeMs)} < 0.5`,
		[now - onlineMs, now, trustPolicies.balanced.establishedAfter],
	);
	const checkers = hasCheckers(row?.count ?? 0);
	kept.set(db, { at: now, checkers });
	return checkers;
}

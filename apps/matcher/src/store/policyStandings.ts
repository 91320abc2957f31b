import type { NetworkView, PolicyStanding } from "@tabgrid/protocol";
import { badHalfLifeMs, goodHalfLifeMs } from "../core/trust/trustRecord.ts";
import { trustPolicies } from "../core/trust/trustRules.ts";
import type { Queries } from "./db.ts";
import { onlineMs } from "./gridStats.ts";

/** With a lie in memory nobody is established, see isEstablished. */
const mostBad = 0.5;

/** How far those who are online, and not suspended, have come under the policies that take results alone. */
export async function policyStandings(db: Queries, now: number): Promise<NetworkView["trust"]> {
	const [fast, balanced] = [
		await standingUnder(db, trustPolicies.fast.establishedAfter, now),
		await standingUnder(db, trustPolicies.balanced.establishedAfter, now),
	];
	return { fast, balanced };
}

async function standingUnder(db: Queries, needed: number, now: number): Promise<PolicyStanding> {
	const decay = (halfLifeMs: number) =>
		`power(2, (p.trust_at - $2::bigint)::double precision / ${halfLifeMs})`;
	const [row] = await db.query<PolicyStanding>(
		`with there as (
			select p.good * ${decay(goodHalfLifeMs)} as good, p.bad * ${decay(badHalfLifeMs)} as bad
			from providers p
			where p.id in (select provider from connections where seen_at > $1) and p.suspended_until <= $2
		), known as (
			select good, good >= $3 and bad < ${mostBad} as established from there
		)
		select count(*) filter (where established)::integer as established,
			coalesce(avg(good) filter (where established), 0)::double precision as passed,
			count(*) filter (where not established)::integer as newcomers,
			coalesce(sum(greatest($3 - good, 1)) filter (where not established), 0)::double precision as missing
		from known`,
		[now - onlineMs, now, needed],
	);
	return row ?? { established: 0, passed: 0, newcomers: 0, missing: 0 };
}

import { trustPolicies } from "../core/trust/trustRules.ts";
import type { Queries } from "./db.ts";

const dayMs = 86_400_000;

/** How many newcomers each block of addresses had within the day (see crowdOf). */
export async function crowdsOf(
	tx: Queries,
	blocks: Iterable<string | null>,
	now: number,
): Promise<ReadonlyMap<string, number>> {
	const named = [...new Set(blocks)].filter((block) => block !== null);
	if (named.length === 0) return new Map();
	const rows = await tx.query<{ block: string; newcomers: number }>(
		`select block, count(*)::integer as newcomers from providers
		 where block in (select json_array_elements_text($1::json)) and last_seen > $2 and good < $3
		 group by block`,
		[JSON.stringify(named), now - dayMs, trustPolicies.balanced.establishedAfter],
	);
	return new Map(rows.map(({ block, newcomers }) => [block, newcomers]));
}

/** How many providers of each block hold leases. */
export async function atWorkIn(
	tx: Queries,
	blocks: Iterable<string | null>,
): Promise<ReadonlyMap<string, number>> {
	const named = [...new Set(blocks)].filter((block) => block !== null);
	if (named.length === 0) return new Map();
	const rows = await tx.query<{ block: string; providers: number }>(
		`select block, count(distinct provider)::integer as providers from replicas
		 where state = 'leased' and block in (select json_array_elements_text($1::json)) group by block`,
		[JSON.stringify(named)],
	);
	return new Map(rows.map(({ block, providers }) => [block, providers]));
}

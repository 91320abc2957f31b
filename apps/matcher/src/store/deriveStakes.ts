import type { Address, ProviderId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** Whose stake, and for whom. */
export interface StakePlace {
	readonly providerId: ProviderId;
	readonly owner: Address;
}

/**
 * Recomputes stakes from the events that are kept, as the contract does: the newest total stands, what
 * is leaving is what the newest notice says but no more than any burning since has left, and a
 * withdrawal ends it. Nothing else writes stakes, so recording an event twice or taking orphaned ones
 * away is safe.
 */
export async function deriveStakes(tx: Queries, places: readonly StakePlace[]): Promise<void> {
	if (places.length === 0) return;
	// Two matchers that record at once would each miss the other's event.
	await tx.query("lock table stakes in share row exclusive mode");
	const batch = JSON.stringify(places.map(({ providerId, owner }) => ({ providerId, owner })));
	const among = `(provider_id, owner) in (
		select "providerId", owner from json_to_recordset($1::json) as p ("providerId" text, owner text)
	)`;
	await tx.query(`delete from stakes where ${among}`, [batch]);
	await tx.query(
		`with said as (
			select *, row_number() over (
				partition by provider_id, owner order by block_number, log_index
			) as n
			from stake_events where ${among}
		), newest as (
			select provider_id, owner,
				coalesce((array_agg(amount order by n desc) filter (where amount is not null))[1], 0) as amount,
				coalesce((array_agg(leaving order by n desc) filter (where leaving is not null))[1], 0) as leaving,
				(array_agg(leaves_at order by n desc) filter (where leaving is not null))[1] as leaves_at,
				coalesce(max(n) filter (where leaving is not null), 0) as noticed,
				coalesce(max(n) filter (where amount = 0), 0) as emptied,
				coalesce(sum(burned), 0) as burned
			from said group by provider_id, owner
		), stands as (
			select provider_id, owner, amount, leaves_at, burned,
				least(leaving, amount, (
					select min(s.amount) from said s
					where s.provider_id = t.provider_id and s.owner = t.owner and s.burned is not null
						and s.n > t.noticed
				)) as leaving,
				(
					select min(s.block_number) from said s
					where s.provider_id = t.provider_id and s.owner = t.owner and s.amount > 0 and s.n > t.emptied
				) as since_block
			from newest t
		)
		insert into stakes (provider_id, owner, amount, leaving, leaves_at, burned, since_block)
		select provider_id, owner, amount, leaving, case when leaving > 0 then leaves_at end, burned,
			since_block
		from stands`,
		[batch],
	);
}

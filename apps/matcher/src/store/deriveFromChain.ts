import type { Address, JobId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/**
 * Recomputes what the chain says of jobs (escrow state, budget, redeemed, refunded, vouchers' paid
 * parts) from the events that are kept. Nothing else writes those columns, so recording an event
 * twice or taking orphaned ones away is safe.
 * @param operator when given, decides whether the escrow is this grid's to settle.
 */
export async function deriveFromChain(
	tx: Queries,
	jobIds: readonly JobId[],
	operator?: Address,
): Promise<void> {
	if (jobIds.length === 0) return;
	const ids = JSON.stringify(jobIds);
	await tx.query(
		`with said as (
			select j.id,
				min(e.at) filter (where e.kind = 'posted') as posted_at,
				bool_or(e.args ->> 'operator' = $2) filter (where e.kind = 'posted') as ours,
				max((e.args ->> 'budget')::numeric) filter (where e.kind in ('posted', 'toppedUp')) as budget,
				sum((e.args ->> 'paid')::numeric) filter (where e.kind = 'redeemed') as redeemed,
				sum((e.args ->> 'refund')::numeric) filter (where e.kind in ('settled', 'cancelled', 'expired')) as refunded,
				case
					when count(*) filter (where e.kind = 'settled') > 0 then 'settled'
					when count(*) filter (where e.kind = 'cancelled') > 0 then 'cancelled'
					when count(*) filter (where e.kind = 'expired') > 0 then 'expired'
					when count(*) filter (where e.kind = 'cancelRequested') > 0 then 'cancelling'
					when count(*) filter (where e.kind = 'posted') > 0 then 'open'
					else 'none'
				end as escrow_state
			from jobs j left join chain_events e on e.job_id = j.job_id
			where j.job_id in (select json_array_elements_text($1::json))
			group by j.id
		)
		update jobs j set
			posted_at = said.posted_at,
			operator_ours = case when $2::text is null then j.operator_ours and said.posted_at is not null
				else coalesce(said.ours, false) end,
			budget = coalesce(said.budget, 0),
			redeemed = coalesce(said.redeemed, 0),
			refunded = coalesce(said.refunded, 0),
			escrow_state = said.escrow_state
		from said where said.id = j.id`,
		[ids, operator ?? null],
	);
	await tx.query(
		`update vouchers v set redeemed = coalesce((
			select max((e.args ->> 'total')::numeric) from chain_events e
			where e.job_id = j.job_id and e.kind = 'redeemed' and e.args ->> 'provider' = v.wallet
		), 0)
		from jobs j
		where j.id = v.job and j.job_id in (select json_array_elements_text($1::json))`,
		[ids],
	);
}

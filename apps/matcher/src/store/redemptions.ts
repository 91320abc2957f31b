import { type Address, JobId, RedemptionList, WalletSignature } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { specOf } from "./jobRows.ts";

const newest = 200;

/** What the chain has paid a wallet, newest first. */
export async function redemptionList(db: Queries, wallet: Address): Promise<RedemptionList> {
	const rows = await db.query<{
		job_id: string;
		spec: string | null;
		paid: string;
		at: string;
		tx_hash: string;
	}>(
		`select e.job_id, j.spec, e.args ->> 'paid' as paid, e.at::text as at, e.tx_hash
		 from chain_events e left join jobs j on j.job_id = e.job_id
		 where e.kind = 'redeemed' and e.args ->> 'provider' = $1
		 order by e.at desc, e.block_number desc, e.log_index desc limit ${newest}`,
		[wallet],
	);
	return RedemptionList.parse({
		redemptions: rows.map(({ job_id, spec, paid, at, tx_hash }) => ({
			jobId: job_id,
			title: spec === null ? null : specOf({ spec }).title,
			paid,
			at: Number(at),
			tx: tx_hash,
		})),
	});
}

/** A wallet's newest signed vouchers of these jobs; `amount` in minor units. */
export async function signedVouchers(db: Queries, wallet: Address, jobIds: readonly JobId[]) {
	const rows = await db.query<{ job_id: string; amount: string; signature: string }>(
		`select j.job_id, v.signed_amount::text as amount, v.signature
		 from vouchers v join jobs j on j.id = v.job
		 where v.wallet = $1 and v.signature is not null
		 	and j.job_id in (select json_array_elements_text($2::json))`,
		[wallet, JSON.stringify(jobIds)],
	);
	return rows.map(({ job_id, amount, signature }) => ({
		jobId: JobId.parse(job_id),
		provider: wallet,
		amount: BigInt(amount),
		signature: WalletSignature.parse(signature),
	}));
}

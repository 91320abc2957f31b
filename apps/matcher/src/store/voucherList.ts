import { type Address, VoucherList } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";
import { specOf } from "./jobRows.ts";

/** A wallet's signed vouchers, of the newest job first. */
export async function voucherList(db: Queries, wallet: Address): Promise<VoucherList> {
	const rows = await db.query<{
		job_id: string;
		spec: string;
		state: string;
		amount: string;
		signature: string;
		redeemed: string;
	}>(
		`select j.job_id, j.spec, j.state, v.signed_amount::text as amount, v.signature,
		 	v.redeemed::text as redeemed
		 from vouchers v join jobs j on j.id = v.job
		 where v.wallet = $1 and v.signature is not null order by j.created_at desc, j.id desc`,
		[wallet],
	);
	return VoucherList.parse({
		vouchers: rows.map((row) => ({
			jobId: row.job_id,
			provider: wallet,
			amount: row.amount,
			signature: row.signature,
			redeemed: row.redeemed,
			title: specOf(row).title,
			jobState: row.state,
		})),
	});
}

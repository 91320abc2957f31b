import type { Address, JobId } from "@tabgrid/protocol";
import type { Queries } from "./db.ts";

/** A cumulative amount that the operator owes its signature. */
export interface VoucherToSign {
	readonly jobId: JobId;
	readonly wallet: Address;
	/** All that the wallet has earned of the job so far, in minor units. */
	readonly amount: bigint;
}

/** Vouchers that have grown since they were signed, at most `limit`. */
export async function vouchersToSign(db: Queries, limit: number): Promise<VoucherToSign[]> {
	const rows = await db.query<{ job_id: JobId; wallet: Address; amount: string }>(
		`select j.job_id, v.wallet, v.amount::text as amount
		 from vouchers v join jobs j on j.id = v.job
		 where v.signed_amount < v.amount order by v.job, v.wallet limit $1`,
		[limit],
	);
	return rows.map((row) => ({
		jobId: row.job_id,
		wallet: row.wallet,
		amount: BigInt(row.amount),
	}));
}

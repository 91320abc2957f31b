import type { Db } from "./db.ts";
import type { VoucherToSign } from "./vouchersToSign.ts";

/**
 * Keeps the operator's signatures. A signature of a smaller amount than one that is kept, or of more
 * than was earned, is passed over: a voucher only grows.
 */
export async function storeVoucherSignatures(
	db: Db,
	signed: readonly (VoucherToSign & { readonly signature: `0x${string}` })[],
): Promise<void> {
	if (signed.length === 0) return;
	await db.query(
		`update vouchers v set signed_amount = s.amount, signature = s.signature
		 from (
		 	select distinct on (v.job, v.wallet) v.job, v.wallet, s.amount, s.signature
		 	from json_to_recordset($1::json) as s ("jobId" text, wallet text, amount numeric, signature text)
		 	join jobs j on j.job_id = s."jobId"
		 	join vouchers v on v.job = j.id and v.wallet = s.wallet and s.amount <= v.amount
		 	order by v.job, v.wallet, s.amount desc
		 ) s
		 where v.job = s.job and v.wallet = s.wallet and s.amount > v.signed_amount`,
		[JSON.stringify(signed.map((voucher) => ({ ...voucher, amount: voucher.amount.toString() })))],
	);
}

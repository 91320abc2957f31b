import type { Announcements } from "../announcements.ts";
import type { Operator } from "../chain/Operator.ts";
import { type Db, storeVoucherSignatures, vouchersToSign } from "../store/index.ts";

const batch = 100;

/**
 * Signs every voucher that grew since it was signed last. Signatures come after the credits they
 * stand for, so a crash in between only delays them. Answers how many were signed.
 */
export async function signVouchers(
	db: Db,
	operator: Operator,
	announce: Announcements,
	signal: AbortSignal,
): Promise<number> {
	let count = 0;
	while (!signal.aborted) {
		const grown = await vouchersToSign(db, batch);
		if (grown.length === 0) break;
		const signed = await Promise.all(
			grown.map(async (voucher) => ({
				...voucher,
				signature: await operator.signVoucher(voucher.jobId, voucher.wallet, voucher.amount),
			})),
		);
		await storeVoucherSignatures(db, signed);
		announce.vouchers(grown);
		count += grown.length;
		if (grown.length < batch) break;
	}
	return count;
}

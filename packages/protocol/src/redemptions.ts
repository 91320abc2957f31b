import { z } from "zod";
import { Address, EpochMs, JobId, TxHash } from "./ids.ts";
import { AmountText } from "./money.ts";

/** Jobs whose vouchers one POST /redemptions names at most: one transaction. */
export const redemptionsAtOnce = 50;

/** POST /redemptions: redeem this wallet's newest vouchers of these jobs, the operator paying the gas. */
export const RedemptionRequest = z.strictObject({
	wallet: Address,
	jobIds: z.array(JobId).min(1).max(redemptionsAtOnce),
});

/**
 * What became of a voucher: `paid` now; `already` paid in full before; `empty`: the escrow holds too
 * little for it (the job is closed and refunded); `none`: the matcher has signed none.
 */
export const RedemptionOutcome = z.enum(["paid", "already", "empty", "none"]);
export type RedemptionOutcome = z.infer<typeof RedemptionOutcome>;

export const RedemptionReply = z.object({
	/** The one transaction, in a block; null where nothing was left to pay. */
	tx: TxHash.nullable(),
	/** What it paid in all, in minor units. */
	paid: AmountText,
	redemptions: z.array(z.object({ jobId: JobId, outcome: RedemptionOutcome, paid: AmountText })),
});
export type RedemptionReply = z.infer<typeof RedemptionReply>;

/** GET /redemptions?wallet=0x…: what the chain has paid a wallet, newest first, 200 at most. */
export const RedemptionList = z.object({
	redemptions: z.array(
		z.object({
			jobId: JobId,
			/** Null where the matcher does not know the job. */
			title: z.string().nullable(),
			/** Minor units. */
			paid: AmountText,
			at: EpochMs,
			tx: TxHash,
		}),
	),
});
export type RedemptionList = z.infer<typeof RedemptionList>;

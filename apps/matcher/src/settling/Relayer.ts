import {
	type Address,
	amountText,
	type JobId,
	type RedemptionOutcome,
	type RedemptionReply,
	TabgridError,
} from "@tabgrid/protocol";
import PQueue from "p-queue";
import type { Operator, SignedVoucher } from "../chain/Operator.ts";
import type { RateLimit } from "../RateLimit.ts";
import { type Db, returnRelayGas, signedVouchers, takeRelayGas } from "../store/index.ts";

/** Requests that wait at most; each may take a block. */
const waitingAtMost = 50;
const dayMs = 86_400_000;

/**
 * Redeems providers' vouchers with the operator's gas. The vouchers are the matcher's own newest and
 * the contract pays the wallet that they name, so nothing of the caller's is trusted. One request at a
 * time, each asking the chain what is still to be paid: the same request twice sends one transaction.
 */
export class Relayer {
	readonly #db: Db;
	readonly #operator: Operator;
	readonly #gasPerDay: bigint;
	readonly #transactions: RateLimit;
	readonly #queue = new PQueue({ concurrency: 1 });

	/** @param transactions how many a wallet gets. */
	constructor(db: Db, operator: Operator, gasPerDay: number, transactions: RateLimit) {
		this.#db = db;
		this.#operator = operator;
		this.#gasPerDay = BigInt(gasPerDay);
		this.#transactions = transactions;
	}

	/** @throws TabgridError RATE_LIMITED, UNAVAILABLE when too many wait, or CONFLICT. */
	redeem(wallet: Address, jobIds: readonly JobId[]): Promise<RedemptionReply> {
		if (this.#queue.size >= waitingAtMost)
			throw new TabgridError("UNAVAILABLE", "Too many redemptions wait; try again in a minute.", {
				retryAfterMs: 60_000,
			});
		return this.#queue.add(() => this.#redeem(wallet, [...new Set(jobIds)]));
	}

	async #redeem(wallet: Address, jobIds: readonly JobId[]): Promise<RedemptionReply> {
		const signed = await signedVouchers(this.#db, wallet, jobIds);
		const found = await Promise.all(signed.map((voucher) => this.#judge(voucher)));
		const payable = found.filter(({ outcome }) => outcome === "paid");
		let tx: string | null = null;
		if (payable.length > 0) {
			await this.#transactions.take(wallet);
			tx = await this.#send(payable.map(({ voucher }) => voucher));
		}
		const byJob = new Map(found.map((one) => [one.voucher.jobId, one]));
		return {
			tx,
			paid: amountText(payable.reduce((sum, { due }) => sum + due, 0n)),
			redemptions: jobIds.map((jobId) => {
				const one = byJob.get(jobId);
				if (one === undefined) return { jobId, outcome: "none", paid: "0" };
				const { outcome, due } = one;
				return { jobId, outcome, paid: amountText(outcome === "paid" ? due : 0n) };
			}),
		};
	}

	/** What the contract would do with a voucher now, and what it is still worth. */
	async #judge(voucher: SignedVoucher) {
		const [before, escrow] = await Promise.all([
			this.#operator.redeemedOf(voucher.jobId, voucher.provider),
			this.#operator.escrowJob(voucher.jobId),
		]);
		const due = voucher.amount - before;
		const available = escrow.reserved - escrow.redeemed;
		const outcome: RedemptionOutcome = due <= 0n ? "already" : due > available ? "empty" : "paid";
		return { voucher, due, outcome };
	}

	/** Takes the most that the transaction can cost from the day's gas, and gives back the rest. */
	async #send(vouchers: readonly SignedVoucher[]): Promise<string> {
		const now = Date.now();
		const { hash, unusedGas } = await this.#operator.redeemMany(vouchers, async (gas) => {
			if (await takeRelayGas(this.#db, now, gas, this.#gasPerDay)) return;
			throw new TabgridError(
				"RATE_LIMITED",
				"The gas that the operator pays in a day is used up. Redeem with your own wallet, or again after midnight UTC.",
				{ retryAfterMs: dayMs - (now % dayMs) },
			);
		});
		await returnRelayGas(this.#db, now, unusedGas);
		return hash;
	}
}

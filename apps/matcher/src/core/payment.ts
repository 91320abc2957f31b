import { TabgridError } from "@tabgrid/protocol";

/** What a job's money allows. Amounts in minor units. */
export interface JobMoney {
	readonly price: bigint;
	/** All that the client paid into the escrow. */
	readonly budget: bigint;
	/** The sum of all credits so far. */
	readonly earned: bigint;
}

/**
 * How many of a shard's newly agreed replicas are paid: each earns the price, but a shard never pays
 * for more than its policy's maxReplicas.
 */
export function payableReplicas(
	agreedNow: number,
	paidBefore: number,
	maxReplicas: number,
): number {
	return Math.max(0, Math.min(agreedNow, maxReplicas - paidBefore));
}

/**
 * The job's earnings after `replicas` more were paid.
 * @throws TabgridError INTERNAL when they would exceed the budget: the escrow could not pay. It can't
 * happen while the budget covers the worst case, which is checked when a job is funded.
 */
export function earnedAfter(money: JobMoney, replicas: number): bigint {
	const earned = money.earned + money.price * BigInt(replicas);
	if (earned > money.budget) {
		throw new TabgridError(
			"INTERNAL",
			`Earnings of ${earned} would exceed the budget of ${money.budget}.`,
		);
	}
	return earned;
}

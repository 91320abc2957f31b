import { payableReplicas } from "../src/core/payment.ts";
import type { SimJob, SimProvider } from "./model.ts";

/** Replicas of a shard that are paid at most, as a job's policy says; the budget covers them all. */
const mostPaid = 12;

/** A job's escrow, as the contract keeps it. Amounts in prices of a replica. */
export class Escrow {
	readonly budget: number;
	#paid = 0;
	readonly #redeemed = new Map<SimProvider, number>();

	constructor(shards: number) {
		this.budget = shards * mostPaid;
	}

	/** All that was paid out. */
	get paid(): number {
		return this.#paid;
	}

	/**
	 * Pays a cumulative voucher ("this provider has earned so much in this job"): what it says less what
	 * was paid before, so that one that comes again, or late, pays nothing.
	 * @returns what was paid now.
	 */
	redeem(provider: SimProvider, earned: number): number {
		const before = this.#redeemed.get(provider) ?? 0;
		const now = Math.max(0, earned - before);
		this.#redeemed.set(provider, before + now);
		this.#paid += now;
		return now;
	}
}

/** What each provider earned in a settled job: its agreed replicas, in the order that they came. */
export function earnings({ shards }: SimJob): Map<SimProvider, number> {
	const earned = new Map<SimProvider, number>();
	for (const { taken, results } of shards) {
		let paid = 0;
		for (const { provider, answer } of results) {
			if (answer !== taken?.answer) continue;
			const now = payableReplicas(1, paid, mostPaid);
			paid += now;
			earned.set(provider, (earned.get(provider) ?? 0) + now);
		}
	}
	return earned;
}

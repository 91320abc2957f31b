import { earnings } from "./Escrow.ts";
import { onRedeemed } from "./invariants.ts";
import type { SimJob, SimResult } from "./model.ts";

/** What a run counted. */
export class Ledger {
	jobs = 0;
	verified = 0;
	/** Replicas computed and acknowledged. */
	executions = 0;
	/** Wrong results in settled jobs. */
	wrong = 0;
	/** Right results of honest providers, and those of them that their settled job didn't pay. */
	honestResults = 0;
	honestUnpaid = 0;
	/** Wrong results that were paid. */
	paidWrong = 0;
	/** Most replicas that a shard took. */
	mostReplicas = 0;
	/** Messages that came twice or after their lease ended, and changed nothing. */
	ignored = 0;
	/** When the last job settled, and when it would have with every provider at work on new shards, ms. */
	endedAt = 0;
	idealMs = 0;

	executed({ provider, right }: SimResult): void {
		this.executions += 1;
		if (provider.behaviour.honest && right) this.honestResults += 1;
	}

	settle(job: SimJob, now: number): void {
		this.jobs += 1;
		this.endedAt = now;
		for (const { taken, results } of job.shards) {
			if (taken === undefined) continue;
			this.verified += 1;
			this.mostReplicas = Math.max(this.mostReplicas, results.length);
			if (!taken.right) this.wrong += 1;
			for (const { provider, answer, right } of results) {
				const paid = answer === taken.answer;
				if (!paid && provider.behaviour.honest && right) this.honestUnpaid += 1;
				if (paid && !right) this.paidWrong += 1;
			}
		}
		this.#redeem(job);
	}

	/** Providers redeem their vouchers; some try more than once, and with vouchers of other jobs. */
	#redeem(job: SimJob): void {
		for (const [provider, earned] of earnings(job)) {
			let paid = job.escrow.redeem(provider, earned);
			if (provider.tricks.replays === true) {
				for (const again of [earned, Math.floor(earned / 2), earned]) {
					paid += job.escrow.redeem(provider, again);
				}
			}
			onRedeemed(job, provider, earned, paid);
		}
	}
}

import { right } from "./answers.ts";
import type { SimJob, SimProvider } from "./model.ts";

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

	executed(provider: SimProvider, isRight: boolean): void {
		this.executions += 1;
		if (provider.behaviour.honest && isRight) this.honestResults += 1;
	}

	settle(job: SimJob, now: number): void {
		this.jobs += 1;
		this.endedAt = now;
		for (const { taken, results } of job.shards) {
			if (taken === undefined) continue;
			this.verified += 1;
			this.mostReplicas = Math.max(this.mostReplicas, results.length);
			if (taken.answer !== right) this.wrong += 1;
			for (const { provider, answer } of results) {
				const paid = answer === taken.answer;
				if (!paid && provider.behaviour.honest && answer === right) this.honestUnpaid += 1;
				if (paid && answer !== right) this.paidWrong += 1;
			}
		}
	}
}

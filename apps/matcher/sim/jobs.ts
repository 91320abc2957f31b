import { Escrow } from "./Escrow.ts";
import type { SimJob, SimResult, SimShard } from "./model.ts";

/** A job of so many shards, of which each is handed out `wanted` times at first. */
export function newJob(id: number, count: number, wanted: number): SimJob {
	const shards: SimShard[] = [];
	const job: SimJob = {
		id,
		shards,
		escrow: new Escrow(count),
		fresh: 0,
		undecided: count,
		acknowledged: 0,
		agreed: 0,
		agreedOf: new Map(),
		canaries: 0,
		settled: false,
		startedAt: undefined,
		maturesAt: 0,
		unsettled: [],
	};
	for (let index = 0; index < count; index++) {
		const nothing = { results: [], leased: [], taken: undefined, checked: false, queued: false };
		shards.push({ job, index, wanted, ...nothing });
	}
	job.unsettled = [...shards];
	return job;
}

/** Each result's verdict, by the result taken; counted for its job. */
export function giveVerdicts({ job, results }: SimShard, { answer }: SimResult): void {
	for (const result of results) {
		const verdict = result.answer === answer ? "agreed" : "disagreed";
		const more = Number(verdict === "agreed") - Number(result.verdict === "agreed");
		result.verdict = verdict;
		if (more === 0) continue;
		job.agreed += more;
		job.agreedOf.set(result.provider, (job.agreedOf.get(result.provider) ?? 0) + more);
	}
}

export const countAgreed = (results: readonly SimResult[]) =>
	results.reduce((count, { verdict }) => count + Number(verdict === "agreed"), 0);

import type { Ledger } from "./ledger.ts";

/** Counts of one or more runs of a policy, as they are summed over seeds. */
export interface Counts {
	readonly runs: number;
	readonly verified: number;
	readonly executions: number;
	readonly wrong: number;
	/** Sum over the runs of the square of their wrong results per million. */
	readonly wrongSquares: number;
	readonly honestResults: number;
	readonly honestUnpaid: number;
	readonly paidWrong: number;
	readonly mostReplicas: number;
	readonly timeToIdeal: number;
}

/** What the table shows of a policy in a scenario. */
export interface Figures {
	readonly shards: number;
	readonly executionsPerVerified: number;
	readonly wrongPerMillion: number;
	/** Standard error of that, from how the runs differ; null for a single run. */
	readonly wrongError: number | null;
	readonly honestUnpaidPerMillion: number;
	/** Wrong results that were paid, per million verified shards: the money lost to cheats, in prices. */
	readonly lostToCheatsPerMillion: number;
	/** Time to the last settlement over the time that the honest providers need for each shard once. */
	readonly timeToIdeal: number;
	readonly mostReplicas: number;
}

export const noCounts: Counts = {
	runs: 0,
	verified: 0,
	executions: 0,
	wrong: 0,
	wrongSquares: 0,
	honestResults: 0,
	honestUnpaid: 0,
	paidWrong: 0,
	mostReplicas: 0,
	timeToIdeal: 0,
};

export const countsOf = (ledger: Ledger): Counts => ({
	runs: 1,
	verified: ledger.verified,
	executions: ledger.executions,
	wrong: ledger.wrong,
	wrongSquares: perMillion(ledger.wrong, ledger.verified) ** 2,
	honestResults: ledger.honestResults,
	honestUnpaid: ledger.honestUnpaid,
	paidWrong: ledger.paidWrong,
	mostReplicas: ledger.mostReplicas,
	timeToIdeal: ledger.endedAt / ledger.idealMs,
});

export const add = (a: Counts, b: Counts): Counts => ({
	runs: a.runs + b.runs,
	verified: a.verified + b.verified,
	executions: a.executions + b.executions,
	wrong: a.wrong + b.wrong,
	wrongSquares: a.wrongSquares + b.wrongSquares,
	honestResults: a.honestResults + b.honestResults,
	honestUnpaid: a.honestUnpaid + b.honestUnpaid,
	paidWrong: a.paidWrong + b.paidWrong,
	mostReplicas: Math.max(a.mostReplicas, b.mostReplicas),
	timeToIdeal: a.timeToIdeal + b.timeToIdeal,
});

const perMillion = (part: number, whole: number) => (whole === 0 ? 0 : (part / whole) * 1e6);

/** The standard error of the mean over runs of equal size. */
function errorOfMean(mean: number, squares: number, runs: number): number | null {
	if (runs < 2) return null;
	const variance = Math.max(0, squares / runs - mean ** 2) * (runs / (runs - 1));
	return Math.sqrt(variance / runs);
}

export function figuresOf(counts: Counts): Figures {
	const wrong = perMillion(counts.wrong, counts.verified);
	return {
		shards: counts.verified,
		executionsPerVerified: counts.executions / Math.max(1, counts.verified),
		wrongPerMillion: wrong,
		wrongError: errorOfMean(wrong, counts.wrongSquares, counts.runs),
		honestUnpaidPerMillion: perMillion(counts.honestUnpaid, counts.honestResults),
		lostToCheatsPerMillion: perMillion(counts.paidWrong, counts.verified),
		timeToIdeal: counts.timeToIdeal / Math.max(1, counts.runs),
		mostReplicas: counts.mostReplicas,
	};
}

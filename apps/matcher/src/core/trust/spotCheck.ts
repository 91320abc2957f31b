import { fairShare, stakedShare } from "@tabgrid/protocol";
import type { TrustRules } from "./trustRules.ts";

/** What raises the chance that a provider's result is checked. */
export interface CheckRisk {
	/** Passed checks, decayed. */
	readonly good: number;
	/** The shard's price over the grid's usual one; 1 when usual. */
	readonly price: number;
	/** The share of the job's results that are this provider's, 0..1. */
	readonly share: number;
	/** Days since the provider was last seen, up to today; 0 when it is always there. */
	readonly daysAway: number;
	/** Whether so much is at stake for it that a lie costs what it saves, on average (docs/trust.md). */
	readonly staked: boolean;
}

/** With fewer results in the job, a provider's share of them says little. */
const fewResults = 20;

/** A provider's share of a job, as {@link CheckRisk} has it: of its agreed results, and of all. */
export const jobShare = (own: number, all: number) => own / Math.max(fewResults, all);

/**
 * The chance that a result of an established provider is checked. It falls as `1 ÷ passed checks`, as
 * BOINC's adaptive replication does (sched/sched_send.cpp), but never below the policy's least; it grows
 * in proportion to the shard's price, with the provider's share of the job beyond a twentieth, and by a tenth
 * for each day away (at most twice). A stake takes a third off the least: without one it is half as large
 * again. A policy that checks everything does so whatever is at stake.
 */
export function checkChance(
	rules: Pick<TrustRules, "leastCheck" | "newcomerCheck">,
	{ good, price, share, daysAway, staked }: CheckRisk,
): number {
	if (rules.leastCheck >= 1) return 1;
	const least = rules.leastCheck * Math.max(1, price) * (staked ? stakedShare : 1);
	const dominance = 1 + Math.max(0, share - fairShare) / fairShare;
	const churn = Math.min(2, 1 + daysAway / 10);
	return Math.min(1, least * dominance * churn + rules.newcomerCheck / (good + 1));
}

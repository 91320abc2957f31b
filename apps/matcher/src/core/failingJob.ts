import { countOwners, type Owned } from "./owners.ts";

/** What one provider made of a job that it could not compute. */
export interface FailedAttempts extends Owned {
	/** Where it called from, as the matcher counts (see networkOf); null where that isn't known. */
	readonly network: string | null;
	/** When it first failed with the job, epoch ms. */
	readonly firstAt: number;
	/** Shards that it failed with; a few are enough. */
	readonly shards: readonly number[];
}

/** A replica that is being computed. */
export interface HeldReplica {
	readonly providerId: string;
	/** Epoch ms. */
	readonly leasedAt: number;
}

/** How a job has gone so far. */
export interface JobTrial {
	readonly shardTotal: number;
	/** Replicas that brought any result, whatever became of it. */
	readonly results: number;
	readonly failed: readonly FailedAttempts[];
	readonly held: readonly HeldReplica[];
}

/** How much evidence it takes to call a job hopeless. */
export interface FailingRules {
	/** Distinct owners (session keys and wallets taken together, core/owners). */
	readonly owners: number;
	/** Distinct networks (blocks of addresses). */
	readonly networks: number;
	/** Distinct shards, or all of a job that has fewer. */
	readonly shards: number;
}

/** Session keys cost nothing, so the number of networks is what an attacker has to pay for. */
export const failingRules = { owners: 3, networks: 2, shards: 3 } as const satisfies FailingRules;

/** Errors that a replica may have because of its model or input, wherever it is computed. */
export const errorsOfTheJob = [
	"MODEL_FAILED",
	"RUN_TIMEOUT",
	"OUT_OF_MEMORY",
	"BAD_MODEL",
	"BAD_INPUT",
	"BAD_PARAMS",
	"TOO_LARGE",
] as const;

/** The moment from which there is enough evidence; null while there isn't. */
function evidentSince(trial: JobTrial, rules: FailingRules): number | null {
	const seen: FailedAttempts[] = [];
	const networks = new Set<string | null>();
	const shards = new Set<number>();
	for (const attempts of [...trial.failed].sort((a, b) => a.firstAt - b.firstAt)) {
		seen.push(attempts);
		networks.add(attempts.network);
		for (const shard of attempts.shards) shards.add(shard);
		if (
			networks.size >= rules.networks &&
			shards.size >= Math.min(rules.shards, trial.shardTotal) &&
			countOwners(seen) >= rules.owners
		) {
			return attempts.firstAt;
		}
	}
	return null;
}

/**
 * Whether a job fails wherever it is tried, so that it should be stopped: nobody has brought any
 * result, and enough distinct owners in enough networks have failed with enough of its shards.
 *
 * Whoever has plenty of session keys, wallets and networks can feign such evidence. So everyone who
 * held a replica when the evidence was complete, and has not failed, is waited for: one honest
 * provider at work saves the job. Those leases end, and later ones aren't waited for, so the answer
 * is delayed by one lease at most. Shards have a limit of attempts of their own (core/replicasWanted),
 * which ends a job that has some results.
 */
export function isFailingEverywhere(trial: JobTrial, rules: FailingRules): boolean {
	if (trial.results > 0) return false;
	const since = evidentSince(trial, rules);
	if (since === null) return false;
	const failed = new Set(trial.failed.map(({ providerId }) => providerId));
	return !trial.held.some(
		({ providerId, leasedAt }) => leasedAt <= since && !failed.has(providerId),
	);
}

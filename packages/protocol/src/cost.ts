import type { JobSpec } from "./jobSpec.ts";
import { policyFigures } from "./policyFigures.ts";

/** The most that a job can cost: every shard paid for its full number of replicas. Minor units. */
export function worstCaseCost(
	spec: Pick<JobSpec, "shards" | "policy" | "pricePerReplica">,
): bigint {
	return BigInt(spec.shards) * BigInt(spec.policy.maxReplicas) * BigInt(spec.pricePerReplica);
}

/**
 * What a job costs when every provider agrees: quorum replicas a shard, or what its trust policy takes.
 * Minor units.
 * @param trusting executions of a shard under the trust policy, where known; else those of a grid of
 * established providers.
 */
export function expectedCost(
	{ shards, policy, pricePerReplica }: Pick<JobSpec, "shards" | "policy" | "pricePerReplica">,
	trusting?: number,
): bigint {
	const { quorum, trust } = policy;
	const executions =
		trust === undefined ? quorum : (trusting ?? policyFigures[trust].executions.usual);
	const percent = Math.round(100 * executions);
	const replicas = (BigInt(shards) * BigInt(percent) + 99n) / 100n;
	return replicas * BigInt(pricePerReplica);
}

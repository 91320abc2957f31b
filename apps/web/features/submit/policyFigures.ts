import {
	type ExpectedJob,
	expectedExecutions,
	type NetworkView,
	policyFigures,
	type TrustPolicy,
} from "@tabgrid/protocol";
import type { JobSettings } from "./settings";

/** What to expect of a policy, per shard; `wrong` is null where nobody simulated it. */
export interface Expectation {
	/** Executions of each verified shard, once providers are established. */
	readonly executions: number;
	/** Wrong results of a million: with the usual cheats, and with the worst. */
	readonly wrong: { readonly usual: number; readonly most: number } | null;
}

/** The simulator's figures for a choice; of custom policies it knows two that must agree. */
export function expectationOf({
	policy,
	quorum,
}: Pick<JobSettings, "policy" | "quorum">): Expectation {
	if (policy === "custom" && quorum !== 2) return { executions: quorum, wrong: null };
	const { executions, wrongPerMillion } = policyFigures[policy === "custom" ? "twoOfTwo" : policy];
	return { executions: executions.usual, wrong: wrongPerMillion };
}

/** A planned job, as what it takes is reckoned. */
export function expectedJobOf(plan: { shards: number; flop: number } | null): ExpectedJob | null {
	return plan === null ? null : { shards: plan.shards, flopPerShard: plan.flop / plan.shards };
}

/** What a trust policy takes on the grid as it is, and why. */
export interface PresentExpectation {
	readonly executions: number;
	/** Of the providers that are online. */
	readonly established: number;
	readonly providers: number;
}

/** What a job takes under a trust policy now; null where the grid isn't known, or has nobody to check by. */
export function presentExpectation(
	trust: TrustPolicy,
	job: ExpectedJob | null,
	network: NetworkView | undefined,
): PresentExpectation | null {
	if (job === null || network === undefined || trust === "paranoid") return null;
	const standing = network.trust[trust];
	const executions = expectedExecutions(trust, job, standing);
	if (executions === null) return null;
	const { established, newcomers } = standing;
	return { executions, established, providers: established + newcomers };
}

import { policyFigures } from "@tabgrid/protocol";
import type { JobSettings } from "./settings";

/** What to expect of a policy, per shard; `wrong` is null where nobody simulated it. */
export interface Expectation {
	/** Executions of each verified shard. */
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

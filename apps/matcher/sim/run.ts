import { z } from "zod";
import { policyOf } from "./policies/index.ts";
import { createRandom } from "./random.ts";
import { scenarios } from "./scenarios.ts";
import { simulate } from "./simulate.ts";
import { type Counts, countsOf } from "./tally.ts";

/** One run: everything that it depends on. */
export const Run = z.object({
	policy: z.string(),
	scenario: z.string(),
	seed: z.int(),
	shards: z.int(),
	jobShards: z.int(),
	providers: z.int(),
});
export type Run = z.infer<typeof Run>;

/**
 * Runs one seed of a policy in a scenario. The policy draws from a seed of its own, so that the world
 * begins alike for every policy.
 * @throws Error when a name is unknown, and whatever broke in the run, with the words that replay it.
 */
export function runOnce(run: Run): Counts {
	const scenario = scenarios.find(({ name }) => name === run.scenario);
	const makePolicy = policyOf(run.policy);
	if (scenario === undefined || makePolicy === undefined) {
		throw new Error(`There is no scenario ${run.scenario} or no policy ${run.policy}.`);
	}
	try {
		const policy = makePolicy(createRandom(run.seed ^ 0x5eed));
		return countsOf(simulate(scenario, policy, createRandom(run.seed), run));
	} catch (error) {
		const replay = `--policies ${run.policy} --scenarios ${run.scenario} --seeds 1 --first ${run.seed} --shards ${run.shards} --job-shards ${run.jobShards} --providers ${run.providers}`;
		throw new Error(`${String(error)} Replay it with: npm run sim -- ${replay}`, { cause: error });
	}
}

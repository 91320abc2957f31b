import type { Policy } from "@tabgrid/protocol";
import { leastProviders } from "@tabgrid/protocol";
import { agree } from "../agree.ts";
import type { Connection } from "../connect.ts";
import type { Context } from "../context.ts";
import { money } from "../money.ts";

/** What the person is asked to pay for. */
export interface Offer {
	readonly shards: number;
	readonly policy: Policy;
	/** Minor units, each of the three. */
	readonly price: bigint;
	readonly expected: bigint;
	readonly worst: bigint;
	/** Executions of a shard on the grid as it is now, where the expected cost is by them. */
	readonly present: number | undefined;
}

/**
 * Says what a job costs and asks, unless `--yes` was given.
 * @throws TabgridError STOPPED when the person refuses; UsageError where nobody can be asked.
 */
export async function agreeToCost(
	context: Context,
	{ config: { token } }: Connection,
	{ shards, policy, price, expected, worst, present }: Offer,
	yes: boolean,
): Promise<void> {
	const { output } = context;
	const { trust, maxReplicas } = policy;
	// With a trust policy most shards take as few as it allows.
	const fewest = trust === undefined ? policy.quorum : leastProviders[trust];
	const replicas = fewest === maxReplicas ? `${fewest}` : `${fewest} to ${maxReplicas}`;
	const usual =
		trust === undefined
			? "when all agree"
			: present === undefined
				? "from providers that have earned trust"
				: `on the grid as it is now, at ${present.toFixed(2)} each`;
	output.say(checkOf(policy));
	output.say(
		`${shards} ${shards === 1 ? "shard" : "shards"} × ${replicas} ${replicas === "1" ? "replica" : "replicas"} × ${money(price, token)}: ${money(expected, token)} ${usual}, ${money(worst, token)} at most.`,
	);
	output.say("The most goes into escrow; what nobody earns comes back when the job ends.");
	await agree(context, "Pay?", "Nothing was paid and nothing was posted.", yes);
}

/** How results will be checked, in a sentence. */
function checkOf({ trust, quorum }: Policy): string {
	if (trust !== undefined)
		return `Results are checked by trust (${trust}): who hasn't earned it is checked by others. --quorum asks for a fixed number of replicas instead.`;
	if (quorum === 1) return "One replica of each shard is taken at its word.";
	return `Every shard takes ${quorum} replicas that agree.`;
}

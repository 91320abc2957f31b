import type { SimJob, SimPolicy, SimProvider, SimResult, SimShard } from "./model.ts";

/** Something happened that never may. The message names the seed's replay by its own words. */
export class BrokenInvariant extends Error {
	override name = "BrokenInvariant";
}

function hold(condition: boolean, sentence: () => string): asserts condition {
	if (!condition) throw new BrokenInvariant(sentence());
}

const at = ({ job, index }: SimShard) => `Shard ${index} of job ${job.id}`;

/** Checked whenever a result is acknowledged. */
export function onAcknowledged(shard: SimShard, result: SimResult): void {
	hold(!shard.job.settled, () => `${at(shard)} took a result after its job settled.`);
	hold(
		shard.results.every(({ provider }) => provider.owner !== result.provider.owner),
		() => `${at(shard)} was computed twice by owner ${result.provider.owner}.`,
	);
	shard.job.acknowledged += 1;
}

/** Checked when a job settles. */
export function onSettled(job: SimJob, policy: SimPolicy, now: number): void {
	let results = 0;
	for (const shard of job.shards) {
		const { taken } = shard;
		hold(taken !== undefined, () => `${at(shard)} settled undecided.`);
		hold(shard.results.includes(taken), () => `${at(shard)} lost the result that it settled.`);
		hold(shard.leased.length === 0, () => `${at(shard)} has a lease that outlives its job.`);
		hold(policy.holds?.(shard, now) ?? true, () => `${at(shard)} settled without its policy met.`);
		const providers = new Set(shard.results.map(({ provider }) => provider));
		hold(providers.size === shard.results.length, () => `${at(shard)} pays one provider twice.`);
		results += shard.results.length;
	}
	hold(
		results === job.acknowledged,
		() => `Job ${job.id} settled with ${results} of ${job.acknowledged} acknowledged results.`,
	);
}

/** Checked when a provider redeemed what it earned in a job, however often it tried. */
export function onRedeemed(
	{ id, escrow }: SimJob,
	provider: SimProvider,
	earned: number,
	paid: number,
): void {
	hold(paid === earned, () => `Job ${id} paid ${provider.id} ${paid} for ${earned} replicas.`);
	hold(escrow.paid <= escrow.budget, () => `Job ${id} paid more than its escrow holds.`);
}

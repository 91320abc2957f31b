import { checksMissing } from "../../src/core/trust/odds.ts";
import type { TrustRules } from "../../src/core/trust/trustRules.ts";
import type { Weighing } from "../../src/core/trust/weigh.ts";
import type { SimJob, SimProvider, SimShard } from "../model.ts";

interface Light {
	readonly shard: SimShard;
	readonly odds: number;
	/** Place of its lone result in its provider's sequence. */
	readonly at: number;
}

/**
 * A job's shards that aren't sure enough for it to settle, or as many of them as it takes to make the
 * others so: a check of a provider's last result speaks for all before it.
 */
export function lightShards(
	job: SimJob,
	{ finalOdds }: TrustRules,
	weigh: (shard: SimShard) => Weighing,
): SimShard[] {
	const among = (shards: readonly SimShard[]) =>
		shards.flatMap((shard) => {
			const { odds, supporters } = weigh(shard);
			return odds < finalOdds ? { shard, odds, supporters } : [];
		});
	const known = among(job.unsettled);
	// One that was heavy enough may be so no more: records fade, and newcomers crowd a block.
	const light = known.length > 0 ? known : among(job.shards);
	job.unsettled = light.map(({ shard }) => shard);
	const again: SimShard[] = [];
	const byProvider = new Map<SimProvider, Light[]>();
	for (const { shard, odds, supporters } of light) {
		const { taken } = shard;
		if (taken === undefined || supporters !== 1) {
			again.push(shard);
			continue;
		}
		const list = byProvider.get(taken.provider) ?? [];
		list.push({ shard, odds, at: taken.sequence });
		byProvider.set(taken.provider, list);
	}
	for (const list of byProvider.values()) {
		list.sort((a, b) => b.at - a.at);
		const least = Math.min(...list.map(({ odds }) => odds));
		again.push(...list.slice(0, checksMissing(least, finalOdds)).map(({ shard }) => shard));
	}
	return again;
}

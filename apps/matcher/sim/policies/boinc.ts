import type { Decision, SimPolicy, SimProvider, SimShard } from "../model.ts";
import type { Random } from "../random.ts";
import { largestGroup } from "./fixedQuorum.ts";

/** Consecutive valid replicated results after which a host may run unreplicated. */
const trustedAfter = 10;

/**
 * BOINC's adaptive replication (sched/sched_send.cpp, sched/validator.cpp): a host with `n ≥ 10`
 * consecutive valid results runs unreplicated with chance `1 − 1/n`; `n` grows with valid *replicated*
 * results only and is 0 after an invalid or late one. Otherwise two results must agree.
 */
export function boinc(random: Random): SimPolicy {
	const valid = new Map<SimProvider, number>();
	const countOf = (provider: SimProvider) => valid.get(provider) ?? 0;
	/** Drawn once a shard, for the provider that has it first. */
	const alone = (provider: SimProvider) =>
		countOf(provider) >= trustedAfter && random.float() > 1 / countOf(provider);
	return {
		name: "boinc",
		first: 1,
		maturityMs: 0,
		season(provider, results) {
			let count = Math.min(results, trustedAfter);
			// Each later result is replicated with chance 1/n: n grows by its mean.
			for (let at = trustedAfter; at < results; at++) count += 1 / count;
			valid.set(provider, count);
		},
		admits: () => true,
		independent: (a, b) => a.owner !== b.owner,
		onExpired: (provider) => void valid.set(provider, 0),
		decide(shard: SimShard): Decision {
			const [first] = shard.results;
			if (first !== undefined && shard.results.length === 1 && alone(first.provider)) {
				return { kind: "taken", canonical: first };
			}
			const group = largestGroup(shard);
			const [canonical] = group;
			return canonical !== undefined && group.length >= 2
				? { kind: "taken", canonical }
				: { kind: "wanting", more: 2 - group.length };
		},
		onTaken(shard) {
			if (shard.results.length < 2) return [];
			for (const { provider, answer } of shard.results) {
				valid.set(provider, answer === shard.taken?.answer ? countOf(provider) + 1 : 0);
			}
			return [];
		},
		close: () => [],
	};
}

import type { Decision, SimPolicy, SimResult, SimShard } from "../model.ts";

/** The largest set of results that agree, first come first. */
export function largestGroup(shard: SimShard): SimResult[] {
	let best: SimResult[] = [];
	for (const one of shard.results) {
		const group = shard.results.filter((other) => other.answer === one.answer);
		if (group.length > best.length) best = group;
	}
	return best;
}

/** `handedOut` replicas of every shard, more while fewer than `quorum` agree. */
export function fixedQuorum(quorum: number, handedOut: number): SimPolicy {
	return {
		name: `${quorum}-of-${handedOut}`,
		first: handedOut,
		maturityMs: 0,
		season() {},
		admits: () => true,
		independent: (a, b) => a.owner !== b.owner,
		decide(shard): Decision {
			const group = largestGroup(shard);
			const [canonical] = group;
			if (canonical !== undefined && group.length >= quorum && shard.results.length >= handedOut) {
				return { kind: "taken", canonical };
			}
			const missing = Math.max(quorum - group.length, handedOut - shard.results.length);
			return { kind: "wanting", more: missing };
		},
		onTaken: () => [],
		close: () => [],
	};
}

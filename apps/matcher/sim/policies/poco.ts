import type { Decision, SimPolicy, SimProvider, SimShard } from "../model.ts";

/** The confidence asked is 1 − 1/trust: 99 %. */
const trust = 100;

/**
 * iExec's Proof-of-Contribution: a contribution weighs `w = max(⌊score/3⌋, 3) − 1`; the group of its
 * answer grows by `δ = max(group, 1)·w − group` and the total, which starts at 1, by the same; a group is
 * accepted when `group·trust > total·(trust − 1)`. Right and replicated: score + 1; wrong: score × 2/3.
 */
export function poco(): SimPolicy {
	const scores = new Map<SimProvider, number>();
	const scoreOf = (provider: SimProvider) => scores.get(provider) ?? 0;
	const weightOf = (provider: SimProvider) => Math.max(Math.floor(scoreOf(provider) / 3), 3) - 1;
	return {
		name: "poco",
		first: 1,
		maturityMs: 0,
		season: (provider, results) => void scores.set(provider, results),
		admits: () => true,
		independent: (a, b) => a.owner !== b.owner,
		decide(shard: SimShard): Decision {
			const groups = new Map<number, number>();
			let total = 1;
			for (const { provider, answer } of shard.results) {
				const group = groups.get(answer) ?? 0;
				const delta = Math.max(group, 1) * weightOf(provider) - group;
				groups.set(answer, group + delta);
				total += delta;
			}
			for (const canonical of shard.results) {
				if ((groups.get(canonical.answer) ?? 0) * trust > total * (trust - 1)) {
					return { kind: "taken", canonical };
				}
			}
			return { kind: "wanting", more: 1 };
		},
		onTaken(shard) {
			if (shard.results.length < 2) return [];
			for (const { provider, answer } of shard.results) {
				const isRight = answer === shard.taken?.answer;
				scores.set(
					provider,
					isRight ? scoreOf(provider) + 1 : Math.floor((scoreOf(provider) * 2) / 3),
				);
			}
			return [];
		},
		close: () => [],
	};
}

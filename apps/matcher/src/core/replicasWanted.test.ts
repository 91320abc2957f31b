import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	isExhausted,
	maxFailures,
	replicasWanted,
	type ShardProgress,
	targetAfterDispute,
} from "./replicasWanted.ts";

const fresh = (quorum: number, maxReplicas: number): ShardProgress => ({
	state: "pending",
	target: quorum,
	live: 0,
	maxLive: maxReplicas,
	failures: 0,
	maxFailures: maxFailures({ quorum, maxReplicas }),
	submitted: 0,
});

describe("replicasWanted", () => {
	it("wants the quorum at first, and less by each that is live", () => {
		expect(replicasWanted(fresh(3, 5))).toBe(3);
		expect(replicasWanted({ ...fresh(3, 5), live: 2 })).toBe(1);
		expect(replicasWanted({ ...fresh(3, 5), live: 5 })).toBe(0);
	});

	it("wants nothing for a shard that is decided or has failed too often", () => {
		expect(replicasWanted({ ...fresh(3, 5), state: "verified" })).toBe(0);
		expect(replicasWanted({ ...fresh(3, 5), failures: 14 })).toBe(0);
	});

	it("asks for no more than a dispute needs, and for none when the policy doesn't allow enough", () => {
		expect(targetAfterDispute(2, 1, 4)).toBe(3);
		expect(targetAfterDispute(4, 1, 4)).toBeNull();
	});

	it("comes to an end whatever providers do: at most 3 × maxReplicas + 4 attempts", () => {
		const policies = fc
			.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 5 }))
			.map(([quorum, more]) => ({ quorum, maxReplicas: quorum + more }));
		const happenings = fc.array(fc.constantFrom("fail", "submit", "dispute"), { maxLength: 400 });
		fc.assert(
			fc.property(policies, happenings, (policy, events) => {
				let shard = fresh(policy.quorum, policy.maxReplicas);
				let attempts = 0;
				const lease = () => {
					const wanted = replicasWanted(shard);
					attempts += wanted;
					shard = { ...shard, live: shard.live + wanted };
				};
				for (const event of events) {
					lease();
					if (isExhausted(shard)) break;
					if (event === "dispute" && shard.submitted >= policy.quorum) {
						const target = targetAfterDispute(shard.submitted, 1, policy.maxReplicas);
						if (target === null) break;
						shard = { ...shard, state: "disputed", target };
					} else if (shard.live > shard.submitted && event === "submit") {
						shard = { ...shard, submitted: shard.submitted + 1 };
					} else if (shard.live > shard.submitted) {
						shard = { ...shard, live: shard.live - 1, failures: shard.failures + 1 };
					}
					expect(shard.live).toBeLessThanOrEqual(policy.maxReplicas);
				}
				expect(attempts).toBeLessThanOrEqual(3 * policy.maxReplicas + 4);
			}),
		);
	});
});

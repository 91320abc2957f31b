import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SlowShard, slowAfterMs, slowRules, spareReplicas } from "./spareReplicas.ts";

const now = 1_000_000;
const shard = (change: Partial<SlowShard> = {}): SlowShard => ({
	job: 1,
	index: 0,
	newestLeaseAt: now - 10_000,
	leaseMs: 60_000,
	usualMs: 500,
	live: 2,
	maxLive: 3,
	providers: new Set(["slow", "done"]),
	wallets: new Set(["0xslow"]),
	...change,
});
const idle = (providerId: string, wallet: string | null = null) => ({ providerId, wallet });

describe("spare replicas of slow shards", () => {
	it("go to a provider that has nothing to do and no part in the shard", () => {
		expect(spareReplicas([shard()], [idle("free")], now)).toEqual([0]);
		expect(spareReplicas([shard()], [idle("slow"), idle("tab", "0xslow")], now)).toEqual([]);
		expect(spareReplicas([shard()], [], now)).toEqual([]);
	});

	it("wait for the newest lease, so that there is one at a time, and never exceed the policy", () => {
		expect(spareReplicas([shard({ newestLeaseAt: now - 1_000 })], [idle("free")], now)).toEqual([]);
		expect(spareReplicas([shard({ live: 3 })], [idle("free")], now)).toEqual([]);
	});

	it("come no later than half of the lease, and no sooner than after the floor", () => {
		expect(slowAfterMs({ leaseMs: 60_000, usualMs: null })).toBe(30_000);
		expect(slowAfterMs({ leaseMs: 60_000, usualMs: 1 })).toBe(slowRules.floorMs);
		expect(slowAfterMs({ leaseMs: 60_000, usualMs: 50_000 })).toBe(30_000);
	});

	const anyShard = fc.record({
		job: fc.nat(2),
		index: fc.nat(9),
		newestLeaseAt: fc.integer({ min: now - 100_000, max: now }),
		leaseMs: fc.integer({ min: 1_000, max: 100_000 }),
		usualMs: fc.option(fc.nat(20_000)),
		live: fc.integer({ min: 1, max: 4 }),
		maxLive: fc.integer({ min: 1, max: 4 }),
		providers: fc.array(fc.constantFrom("a", "b", "c")).map((names) => new Set<string>(names)),
		wallets: fc.array(fc.constantFrom("w1", "w2")).map((names) => new Set<string>(names)),
	});
	const anyIdle = fc.uniqueArray(
		fc.record({
			providerId: fc.constantFrom("a", "b", "c", "d", "e"),
			wallet: fc.constantFrom(null, "w1", "w2"),
		}),
		{ selector: ({ providerId }) => providerId },
	);

	it("are one a shard and one an idle provider at most, within the policy, the slowest first", () => {
		fc.assert(
			fc.property(fc.array(anyShard), anyIdle, (shards, free) => {
				const chosen = spareReplicas(shards, free, now);
				expect(new Set(chosen).size).toBe(chosen.length);
				expect(chosen.length).toBeLessThanOrEqual(free.length);
				const given = chosen.flatMap((place) => shards[place] ?? []);
				for (const one of given) {
					expect(one.live).toBeLessThan(one.maxLive);
					expect(now - one.newestLeaseAt).toBeGreaterThanOrEqual(slowAfterMs(one));
					expect(
						free.some(
							({ providerId, wallet }) =>
								!one.providers.has(providerId) && (wallet === null || !one.wallets.has(wallet)),
						),
					).toBe(true);
				}
				const since = given.map(({ newestLeaseAt }) => newestLeaseAt);
				expect(since).toEqual([...since].sort((a, b) => a - b));
			}),
		);
	});
});

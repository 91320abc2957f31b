import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRing, type KnownPair, pairPrior, ringsOf } from "./rings.ts";
import { sharedLies } from "./sharedLies.ts";

const sure = 9.2;
const seen = (provider: number, answer: number, lineage = ["wasm", `${provider}`]) => ({
	provider,
	origin: provider,
	right: answer === 0,
	lineage,
	answer,
});
type Seen = ReturnType<typeof seen>;
const evidenceOf = (results: readonly Seen[], odds = sure) =>
	sharedLies(results, odds, (a, b) => results[a]?.answer === results[b]?.answer);

/** What many shards say of each pair. */
function known(shards: readonly (readonly Seen[])[], odds = sure): KnownPair[] {
	const sums = new Map<string, KnownPair>();
	for (const evidence of shards.flatMap((results) => evidenceOf(results, odds))) {
		const key = `${evidence.a} ${evidence.b}`;
		const before = sums.get(key)?.odds ?? 0;
		sums.set(key, { ...evidence, odds: before + evidence.odds });
	}
	return [...sums.values()];
}

const provider = fc.nat(9);
const shardOf = (answer: (provider: number, shard: number) => number) =>
	fc.array(
		fc
			.uniqueArray(provider, { minLength: 2, maxLength: 5 })
			.chain((providers) =>
				fc.nat(1e6).map((shard) => providers.map((id) => seen(id, answer(id, shard)))),
			),
		{ maxLength: 60 },
	);

describe("sharedLies", () => {
	it("finds two who told the same lie about two shards, and not after one", () => {
		const shard = [seen(1, 0), seen(2, 7), seen(3, 7)];
		expect(known([shard]).some(isRing)).toBe(false);
		expect(known([shard, shard]).filter(isRing)).toMatchObject([{ a: 2, b: 3 }]);
	});

	it("says nothing about providers that are right, alone wrong, or of one origin", () => {
		expect(evidenceOf([seen(1, 0), seen(2, 0), seen(3, 7)])).toEqual([]);
		const twin = { ...seen(3, 7), origin: 2 };
		expect(evidenceOf([seen(1, 0), seen(2, 7), twin])).toEqual([]);
	});

	it("says the less, the less sure the verdict is, and nothing when it could be either way", () => {
		const shard = [seen(1, 0), seen(2, 7), seen(3, 7)];
		fc.assert(
			fc.property(fc.double({ min: -5, max: 40, noNaN: true }), (odds) => {
				const [less] = evidenceOf(shard, odds);
				const [more] = evidenceOf(shard, odds + 1);
				expect(less?.odds ?? 0).toBeLessThanOrEqual(more?.odds ?? 0);
				expect(less?.odds ?? 0).toBeGreaterThanOrEqual(0);
			}),
		);
		expect(evidenceOf(shard, 0)).toEqual([]);
	});

	it("takes two different lies for strangers'", () => {
		const strangers = [seen(1, 0), seen(2, 7), seen(3, 8)];
		const mates = [seen(1, 0), seen(2, 7), seen(3, 7)];
		expect(evidenceOf(strangers)[0]?.odds).toBeLessThan(0);
		expect(known([mates, mates, strangers, strangers, strangers]).some(isRing)).toBe(false);
	});

	it("gives the same in any order of the results", () => {
		const results = fc.uniqueArray(fc.tuple(provider, fc.nat(3)), {
			selector: ([id]) => id,
			maxLength: 6,
		});
		const sorted = (list: Seen[]) => evidenceOf(list).sort((x, y) => x.a - y.a || x.b - y.b);
		fc.assert(
			fc.property(results, (list) => {
				const forwards = list.map(([id, answer]) => seen(id, answer, ["webgpu", `${id % 2}`]));
				expect(sorted([...forwards].reverse())).toEqual(sorted(forwards));
			}),
		);
	});

	it("never merges the honest of a backend family that computes some shards wrongly", () => {
		// Odd providers have the family that is wrong about every third shard, always in the same way.
		const lineage = (id: number) => ["webgpu", id % 2 === 1 ? "faulty" : `sound ${id}`];
		const shards = shardOf((id, shard) => (id % 2 === 1 && shard % 3 === 0 ? 4 : 0)).map((list) =>
			list.map((shard) =>
				shard.map((result) => ({ ...result, lineage: lineage(result.provider) })),
			),
		);
		fc.assert(
			fc.property(shards, (list) => {
				expect(known(list)).toEqual([]);
			}),
		);
	});

	it("never merges the honest of several families that share a faulty backend", () => {
		const lineage = (id: number) => [id % 2 === 1 ? "webgpu" : "wasm", `adapter ${id}`];
		const shards = shardOf((id) => (id % 2 === 1 ? 4 : 0)).map((list) =>
			list.map((shard) =>
				shard.map((result) => ({ ...result, lineage: lineage(result.provider) })),
			),
		);
		fc.assert(
			fc.property(shards, (list) => {
				expect(known(list)).toEqual([]);
			}),
		);
	});

	it("finds a ring that hides in a common family as soon as an honest member of it is right", () => {
		const family = ["webgpu", "common"];
		const hidden = [seen(1, 0), seen(2, 7, family), seen(3, 7, family)];
		expect(evidenceOf(hidden)).toEqual([]);
		expect(evidenceOf([...hidden, seen(4, 0, family)])).toHaveLength(1);
	});

	it("never merges cheats who lie alone, nor honest with cheats", () => {
		const shards = shardOf((id, shard) => (id < 4 ? 1 + (id + 1) * 7919 * (shard + 1) : 0));
		fc.assert(
			fc.property(shards, (list) => {
				expect(known(list).some(isRing)).toBe(false);
			}),
		);
	});

	it("finds each ring whole once its members were seen together, and nobody else", () => {
		// 0 to 2 are one ring, 3 to 5 another, the rest honest.
		const answer = (id: number, shard: number) =>
			id < 3 ? 100 + shard : id < 6 ? -100 - shard : 0;
		const shards = Array.from({ length: 4 }, (_, shard) =>
			Array.from({ length: 10 }, (_, id) => seen(id, answer(id, shard))),
		);
		const rings = ringsOf(known(shards));
		expect(Object.fromEntries(rings)).toEqual({ 0: 0, 1: 0, 2: 0, 3: 3, 4: 3, 5: 3 });
	});
});

describe("ringsOf", () => {
	const strong = 20;

	it("has a prior of one in a hundred and leaves out who is in no ring", () => {
		expect(Math.exp(pairPrior)).toBeCloseTo(1 / 99, 9);
		expect(ringsOf([{ a: 1, b: 2, odds: 1 }]).size).toBe(0);
	});

	it("is the same in any order of the pairs, and names a ring by its smallest member", () => {
		const pair = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => ({ a, b, odds: strong }));
		fc.assert(
			fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
				const rings = ringsOf(pairs);
				const again = ringsOf([...pairs].reverse());
				expect([...again].sort((x, y) => x[0] - y[0])).toEqual(
					[...rings].sort((x, y) => x[0] - y[0]),
				);
				for (const { a, b } of pairs) expect(rings.get(a)).toBe(rings.get(b));
				for (const [member, ring] of rings) expect(ring).toBeLessThanOrEqual(member);
			}),
		);
	});
});

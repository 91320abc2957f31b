import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TrustPolicyName } from "../../src/core/trust/trustRules.ts";
import type { Db } from "../../src/store/db.ts";
import { emptyTables } from "../../src/store/testing/emptyTables.ts";
import { start } from "../../src/store/testing/fixtures.ts";
import { openMemoryStore } from "../../src/store/testing/openTestStore.ts";
import type { SideProvider } from "./Side.ts";
import { StoreSide } from "./StoreSide.ts";
import { TwinSide } from "./TwinSide.ts";

/** Two of them lie, alone or together; the others are honest. */
const crowd: readonly SideProvider[] = [
	{ name: "ada", good: 200 },
	{ name: "bob", good: 200, staked: true },
	{ name: "cid", good: 200 },
	{ name: "dan", good: 0 },
	{ name: "eve", good: 0 },
	{ name: "sleeper", good: 200, staked: true },
	{ name: "mate", good: 60 },
];
const liars = new Set([5, 6]);

/** The little grid on both, step by step. */
class Pair {
	readonly #twin: TwinSide;
	readonly #store: StoreSide;
	#now = start;
	#lies = 0;
	settled = false;

	private constructor(twin: TwinSide, store: StoreSide) {
		this.#twin = twin;
		this.#store = store;
	}

	static async open(db: Db, policy: TrustPolicyName, shards: number): Promise<Pair> {
		await db.script(emptyTables);
		const store = await StoreSide.open(db, policy, shards, crowd);
		const draw = await store.draws();
		const twin = new TwinSide({ policy, shards, providers: crowd, draw, start });
		for (const place of crowd.keys()) await store.season(place, twin.knows(place, start).good);
		return new Pair(twin, store);
	}

	/** Leases the provider a shard; both must agree on whether it gets one, and which it may have. */
	async ask(provider: number): Promise<boolean> {
		if (this.#store.held.some((held) => held.provider === provider)) return false;
		const wanted = this.#twin.wants(provider, this.#now);
		const held = await this.#store.lease(provider, this.#now);
		// The store may hand out a newcomer's second replica before the first is in; the twin never does.
		if (wanted) expect(held, `work for ${provider}`).toBeDefined();
		if (held === undefined) return false;
		expect(this.#twin.lease(held, this.#now), `shard ${held.shard} for ${provider}`).toBe(true);
		return true;
	}

	/** Answers one of the leases: honestly, with a lie of its own, or with the liars' shared one. */
	async answer(pick: number, how: "true" | "own" | "shared"): Promise<void> {
		const held = this.#store.held[pick % Math.max(1, this.#store.held.length)];
		if (held === undefined) return;
		const lie = how === "own" ? `lie ${this.#lies++}` : `lie about ${held.shard}`;
		const answer = how === "true" || !liars.has(held.provider) ? "true" : lie;
		await this.#store.submit(held, answer, this.#now);
		this.#twin.submit(held, answer, this.#now);
		await this.#follow();
		await this.compare();
	}

	async wait(ms: number): Promise<void> {
		this.#now += ms;
		for (const held of await this.#store.expire(this.#now)) this.#twin.expire(held, this.#now);
		await this.#follow();
		await this.compare();
	}

	async #follow(): Promise<void> {
		await this.#store.followUp(this.#now);
		this.#twin.close(this.#now);
	}

	/** That both are in the same state. */
	async compare(): Promise<void> {
		const store = await this.#store.state(this.#now);
		expect(store).toEqual(this.#twin.state(this.#now));
		this.settled = store.settled;
	}

	/** All work honestly until the job settles; after a dispute these few may be too few for that. */
	async finish(): Promise<void> {
		for (let round = 0; round < 10 && !this.settled; round++) {
			for (const provider of crowd.keys()) {
				if (!liars.has(provider)) await this.ask(provider);
			}
			while (this.#store.held.length > 0) await this.answer(0, "true");
			if (!this.settled) await this.wait(60_000);
		}
		expect(await this.#store.violations()).toEqual({});
	}
}

type Step = (pair: Pair) => Promise<unknown>;
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.nat(crowd.length - 1).map((provider) => (pair: Pair) => pair.ask(provider)),
	},
	{
		weight: 5,
		arbitrary: fc
			.tuple(fc.nat(20), fc.constantFrom("true" as const, "own" as const, "shared" as const))
			.map(
				([pick, how]) =>
					(pair: Pair) =>
						pair.answer(pick, how),
			),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(1_000, 30_000, 200_000).map((ms) => (pair: Pair) => pair.wait(ms)),
	},
);

describe("the simulator's twin and the store", () => {
	let db: Db;
	beforeAll(async () => {
		db = await openMemoryStore();
	}, 120_000);
	afterAll(() => db.close());

	it.each(["fast", "balanced", "paranoid"] as const)(
		"go through the same states, whatever is leased, answered and let lapse: %s",
		async (policy) => {
			const steps = fc.array(step, { minLength: 10, maxLength: 60 });
			await fc.assert(
				fc.asyncProperty(steps, fc.integer({ min: 1, max: 8 }), async (list, shards) => {
					const pair = await Pair.open(db, policy, shards);
					for (const run of list) {
						await run(pair);
						if (pair.settled) return;
					}
					await pair.finish();
				}),
				{ numRuns: 4, endOnFailure: true },
			);
		},
		120_000,
	);
});

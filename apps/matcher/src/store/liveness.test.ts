import type { TrustPolicy } from "@tabgrid/protocol";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeTrusted } from "./closeTrusted.ts";
import type { Db } from "./db.ts";
import { expireLeases } from "./expireLeases.ts";
import { failReplicas } from "./failReplicas.ts";
import { finishJobs } from "./finishJobs.ts";
import { jobView } from "./jobView.ts";
import { lookBack } from "./lookBack.ts";
import { cornerShards, reweighDisputes } from "./reweigh.ts";
import { emptyTables } from "./testing/emptyTables.ts";
import {
	ask,
	judgeAll,
	provider,
	runningJob,
	season,
	start,
	submit,
	type TestProvider,
} from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";
import { openMemoryStore } from "./testing/openTestStore.ts";

/** A provider as the property makes it. */
interface Tab {
	/** Checks that it has passed before. */
	readonly good: number;
	/** How long a shard takes it, ms. */
	readonly takes: number;
	/** Of a hundred leases, those that end in an error. */
	readonly errs: number;
	/** It is gone for good with its lease of this number; null for one that stays. */
	readonly goes: number | null;
}
interface Scene {
	/** They stay to the end. */
	readonly honest: readonly Tab[];
	/** Honest too, as long as they are there. */
	readonly passing: readonly Tab[];
	readonly liar: Tab | undefined;
	readonly trust: TrustPolicy;
	readonly shards: number;
	readonly maxReplicas: number;
	/** Between two rounds of the matcher's loops, ms. */
	readonly step: number;
}

const tab = fc.record({
	good: fc.constantFrom(0, 0, 3, 15, 30, 500),
	takes: fc.constantFrom(30, 400, 2_000, 9_000),
	errs: fc.constantFrom(0, 0, 0, 20),
	goes: fc.constant(null),
});
const passing = fc
	.tuple(tab, fc.integer({ min: 1, max: 4 }))
	.map(([one, goes]) => ({ ...one, goes }));
/** Of honest providers enough that what they agree on outweighs one newcomer that lies. */
const scenes: fc.Arbitrary<Scene> = fc.option(tab, { nil: undefined }).chain((liar) =>
	fc.record({
		honest: fc.array(tab, { minLength: liar === undefined ? 2 : 3, maxLength: 4 }),
		passing: fc.array(passing, { maxLength: 2 }),
		liar: fc.constant(liar === undefined ? undefined : { ...liar, good: 0 }),
		trust: fc.constantFrom<TrustPolicy[]>("fast", "balanced"),
		shards: fc.integer({ min: 1, max: 6 }),
		maxReplicas: fc.integer({ min: 4, max: 6 }),
		step: fc.constantFrom(100, 500, 1_000, 3_000),
	}),
);

let db: Db;
beforeAll(async () => {
	db = await openMemoryStore();
}, 120_000);
afterAll(() => db.close());

interface Work {
	readonly who: TestProvider;
	readonly tab: Tab;
	readonly lies: boolean;
	held: Awaited<ReturnType<typeof ask>>;
	until: number;
	leases: number;
}

/** One who has nothing to do asks; one who is done answers. */
async function work(one: Work, now: number): Promise<void> {
	const { who, tab, lies } = one;
	if (tab.goes === one.leases) return;
	if (one.held.length > 0 && one.until <= now) {
		const [lease] = one.held;
		one.held = [];
		if (lease === undefined) return;
		const { replicaId } = lease;
		if ((one.leases * 37) % 100 < tab.errs) {
			const error = { code: "DEVICE_LOST", message: "The device was lost." } as const;
			await failReplicas(db, [{ ...who, replicaId, error }], now);
		} else await submit(db, who, [lease], lies ? `lie ${one.leases}` : "true", now);
	}
	if (one.held.length > 0) return;
	one.held = await ask(db, who, 1, now);
	one.until = now + tab.takes;
	one.leases += one.held.length;
	if (tab.goes === one.leases)
		await db.query("update connections set seen_at = $2 where instance = $1", [who.instance, now]);
}

/** What the matcher's loops do, in their order (trusting.ts, settling/advanceJobs.ts). */
async function round(now: number): Promise<void> {
	await judgeAll(db, now);
	await lookBack(db, now);
	await cornerShards(db, now, 60_000);
	await reweighDisputes(db, now);
	await judgeAll(db, now);
	await finishJobs(db, now);
	await closeTrusted(db, now);
	await expireLeases(db, now);
}

it("a job of a small grid ends, however slowly its tabs work and the matcher's rounds go", async () => {
	await fc.assert(
		fc.asyncProperty(scenes, async ({ honest, passing, liar, step, ...job }) => {
			await db.script(emptyTables);
			const crowd: Work[] = [];
			const tabs = [
				...[...honest, ...passing].map((one) => ({ tab: one, lies: false })),
				...(liar === undefined ? [] : [{ tab: liar, lies: true }]),
			];
			for (const [place, { tab: one, lies }] of tabs.entries()) {
				const who = await provider(db, `tab ${place}`, {}, start, `block ${place}`);
				await season(db, who, one.good);
				crowd.push({ who, tab: one, lies, held: [], until: start, leases: 0 });
			}
			await db.query("update connections set seen_at = $1", [start + 3_600_000]);
			const { jobId } = await runningJob(db, { ...job, price: 1_000n });
			const late = start + 30 * 60_000;
			for (let now = start; now < late; now += step) {
				for (const one of crowd) await work(one, now);
				await round(now);
				if ((await jobView(db, jobId))?.state !== "running") break;
			}
			const view = await jobView(db, jobId);
			expect(view).toMatchObject({ state: "settling", shards: { failed: 0 } });
			expect(view?.trust?.lastChecks).toBeLessThanOrEqual(view?.replicas.agreed ?? 0);
			expect(await violations(db)).toEqual({});
		}),
		{ numRuns: Number(process.env.LIVENESS_RUNS ?? 8), endOnFailure: true },
	);
});

import { type JobId, TabgridError } from "@tabgrid/protocol";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { abandonLeases } from "./abandonLeases.ts";
import { adoptLeases } from "./adoptLeases.ts";
import { cancelJob } from "./cancelJob.ts";
import { closeTrusted } from "./closeTrusted.ts";
import type { DraftJob } from "./createDraft.ts";
import type { Db } from "./db.ts";
import { expireLeases } from "./expireLeases.ts";
import { failReplicas } from "./failReplicas.ts";
import { finishJobs } from "./finishJobs.ts";
import { jobView } from "./jobView.ts";
import { linkWallet } from "./linkWallet.ts";
import { lookBack } from "./lookBack.ts";
import { quarantineFamilies } from "./quarantineFamilies.ts";
import { recordPosted } from "./recordPosted.ts";
import { rejectSubmissions } from "./rejectSubmissions.ts";
import { releaseReplicas } from "./releaseReplicas.ts";
import { cornerShards, reweighDisputes } from "./reweigh.ts";
import { rollbackChain } from "./rollbackChain.ts";
import { startJob } from "./startJob.ts";
import { emptyTables } from "./testing/emptyTables.ts";
import {
	ask,
	digestOf,
	judgeAll,
	operator,
	postedEvent,
	provider,
	runningJob,
	season,
	start,
	submit,
	type TestProvider,
	walletOf,
} from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";
import { openMemoryStore } from "./testing/openTestStore.ts";

type ReplicaId = Parameters<typeof releaseReplicas>[1][number]["replicaId"];
interface Held {
	readonly who: TestProvider;
	readonly replicaId: ReplicaId;
}

/** What the world knows: what was leased to whom ever, and what was acknowledged. */
class World {
	readonly db: Db;
	readonly crowd: readonly TestProvider[];
	readonly jobs: readonly DraftJob[];
	readonly leased: Held[] = [];
	readonly acknowledged = new Map<ReplicaId, string>();
	now = start;

	constructor(db: Db, crowd: readonly TestProvider[], jobs: readonly DraftJob[]) {
		this.db = db;
		this.crowd = crowd;
		this.jobs = jobs;
	}

	who(place: number): TestProvider {
		const found = this.crowd[place % this.crowd.length];
		if (found === undefined) throw new Error("The crowd is empty.");
		return found;
	}

	async ask(who: TestProvider, capacity: number) {
		const leases = await ask(this.db, who, capacity, this.now);
		this.leased.push(...leases.map(({ replicaId }) => ({ who, replicaId })));
		return leases.length;
	}

	async submit(held: Held, output: string) {
		const [result] = await submit(this.db, held.who, [held], output, this.now);
		if (!result?.ok) return;
		// What was taken once stays; another answer to the same lease is refused.
		expect(this.acknowledged.get(held.replicaId) ?? output).toBe(output);
		this.acknowledged.set(held.replicaId, output);
	}

	/** Cancels a job unless it is beyond that. */
	async cancel(jobId: JobId) {
		await cancelJob(this.db, jobId, "Enough.", this.now).catch((error: unknown) => {
			if (!(error instanceof TabgridError) || error.code !== "JOB_NOT_OPEN") throw error;
		});
	}
}

type Step = (world: World) => Promise<unknown>;
const place = fc.nat({ max: 99 });
/** A step about one of the leases of any time, the newest as likely as all others together. */
const aboutLease = (run: (world: World, held: Held) => Promise<unknown>): fc.Arbitrary<Step> =>
	fc.option(place, { nil: undefined, freq: 1 }).map((pick) => async (world: World) => {
		const held =
			pick === undefined ? world.leased.at(-1) : world.leased[pick % world.leased.length];
		if (held !== undefined) await run(world, held);
	});
/** What the matcher does by itself with jobs that are done, or can't go on. */
async function finish({ db, now }: World): Promise<void> {
	await quarantineFamilies(db, now);
	await lookBack(db, now);
	await finishJobs(db, now);
	await closeTrusted(db, now, 20_000);
	await cornerShards(db, now, 60_000);
	await reweighDisputes(db, now);
}
const error = { code: "DEVICE_LOST", message: "The device was lost." } as const;

const steps: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.tuple(place, fc.integer({ min: 1, max: 3 })).map(
			([who, capacity]) =>
				(world: World) =>
					world.ask(world.who(who), capacity),
		),
	},
	{
		weight: 8,
		arbitrary: fc
			.tuple(place, fc.constantFrom("true", "true", "true", "lie", "other lie"))
			.chain(([, output]) => aboutLease((world, held) => world.submit(held, output))),
	},
	{
		weight: 2,
		// The same message twice at once, or two answers to one lease; judged in between, perhaps.
		arbitrary: fc
			.constantFrom(["true", "true"], ["true", "lie"], ["lie", "true"])
			.chain(([one = "", other = ""]) =>
				aboutLease((world, held) =>
					Promise.all([
						world.submit(held, one),
						judgeAll(world.db, world.now),
						world.submit(held, other),
					]),
				),
			),
	},
	{ weight: 4, arbitrary: fc.constant((world: World) => judgeAll(world.db, world.now)) },
	{
		weight: 2,
		arbitrary: aboutLease((world, { who, replicaId }) =>
			failReplicas(world.db, [{ ...who, replicaId, error }], world.now),
		),
	},
	{
		weight: 1,
		arbitrary: aboutLease((world, { who, replicaId }) =>
			releaseReplicas(world.db, [{ ...who, replicaId }], world.now),
		),
	},
	{
		weight: 1,
		arbitrary: aboutLease((world, { who }) => abandonLeases(world.db, who, world.now)),
	},
	{
		weight: 1,
		arbitrary: aboutLease((world, { who, replicaId }) =>
			adoptLeases(world.db, { ...who, holding: [replicaId] }, world.now),
		),
	},
	{
		weight: 1,
		arbitrary: aboutLease((world, { replicaId }) =>
			rejectSubmissions(world.db, [{ replicaId, error }], world.now),
		),
	},
	{
		weight: 2,
		arbitrary: fc.constantFrom(10_000, 40_000, 200_000).map((ms) => (world: World) => {
			world.now += ms;
			return expireLeases(world.db, world.now);
		}),
	},
	{
		weight: 2,
		arbitrary: fc.tuple(place, fc.constantFrom("w", "v")).map(([who, name]) => (world: World) => {
			const link = { ...world.who(who), wallet: walletOf(name), issuedAt: world.now };
			return linkWallet(world.db, link, world.now);
		}),
	},
	{ weight: 2, arbitrary: fc.constant((world: World) => finish(world)) },
	{
		weight: 1,
		// The very moment in which lone results are mature, and a result that comes in it.
		arbitrary: aboutLease(async (world, held) => {
			const [next] = await world.db.query<{ at: number | null }>(
				"select min(matures_at) as at from jobs where state = 'running'",
			);
			world.now = Math.max(world.now, next?.at ?? 0);
			await Promise.all([finish(world), world.submit(held, "true")]);
		}),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(10n, 11n).map((block) => async (world: World) => {
			// A reorganisation; what it takes away is mined anew.
			await rollbackChain(world.db, block, world.now);
			for (const draft of world.jobs) {
				await recordPosted(world.db, postedEvent(draft), { operator, now: world.now });
				await startJob(world.db, draft.jobId, world.now);
			}
		}),
	},
);

/** Honest newcomers finish what is open; answers whether the jobs came to an end. */
async function finishHonestly(world: World): Promise<boolean> {
	for (let round = 0; round < 60; round++) {
		world.now += 31_000;
		const newcomer = await provider(world.db, `newcomer ${round}`, {}, world.now);
		await expireLeases(world.db, world.now);
		const before = world.leased.length;
		await world.ask(newcomer, 10);
		for (const held of world.leased.slice(before)) await world.submit(held, "true");
		await judgeAll(world.db, world.now);
		await finish(world);
		const views = await Promise.all(world.jobs.map(({ jobId }) => jobView(world.db, jobId)));
		if (views.every((view) => view?.state === "settling" || view?.state === "cancelled"))
			return true;
	}
	return false;
}

describe("the store under random events", () => {
	let db: Db | undefined;
	beforeAll(async () => {
		db = await openMemoryStore();
	}, 120_000);
	afterAll(() => db?.close());

	it("loses nothing it acknowledged, pays nobody twice or wrongly, and comes to an end", async () => {
		const store = db;
		if (store === undefined) throw new Error("The database is not open.");
		const shapes = fc.record({
			shards: fc.integer({ min: 1, max: 3 }),
			quorum: fc.integer({ min: 1, max: 3 }),
			spare: fc.integer({ min: 0, max: 2 }),
			trust: fc.constantFrom(undefined, "fast" as const, "balanced" as const, "paranoid" as const),
		});
		const runs = fc.tuple(
			fc.array(shapes, { minLength: 1, maxLength: 2 }),
			fc.array(steps, { minLength: 5, maxLength: 60 }),
			fc.option(fc.nat(), { nil: undefined, freq: 1 }),
			fc.nat(5),
			fc.boolean(),
		);
		await fc.assert(
			fc.asyncProperty(runs, async ([jobShapes, events, cancelAt, established, cancelFirst]) => {
				await store.script(emptyTables);
				const jobs: DraftJob[] = [];
				for (const { shards, quorum, spare, trust } of jobShapes) {
					const maxReplicas = quorum + spare;
					jobs.push(
						await runningJob(
							store,
							trust === undefined
								? { shards, quorum, maxReplicas }
								: { shards, quorum, maxReplicas: Math.max(3, maxReplicas), trust },
						),
					);
				}
				const crowd: TestProvider[] = [];
				for (let who = 0; who < 5; who++) {
					crowd.push(await provider(store, `provider ${who}`, {}, start, `block ${who % 4}`));
				}
				for (const who of crowd.slice(0, established)) await season(store, who, 100);
				const world = new World(store, crowd, jobs);
				for (const [at, step] of events.entries()) {
					await step(world);
					const [cancelled] = jobs;
					if (cancelAt !== undefined && at === cancelAt % events.length && cancelled) {
						// While the matcher judges, looks back at who was caught, and settles.
						const work = () => [judgeAll(store, world.now), finish(world)];
						const cancel = () => world.cancel(cancelled.jobId);
						await Promise.all(cancelFirst ? [cancel(), ...work()] : [...work(), cancel()]);
					}
					expect(await violations(store)).toEqual({});
				}
				expect(await finishHonestly(world)).toBe(true);
				expect(await violations(store)).toEqual({});
				// Wallets that are linked when all is over take what their keys have earned.
				for (const [who, { providerId }] of crowd.entries()) {
					const link = { providerId, wallet: walletOf(`late ${who % 2}`), issuedAt: world.now };
					await linkWallet(store, link, world.now);
				}
				expect(await violations(store)).toEqual({});
				expect(
					await store.query("select 1 from providers where wallet is not null and unlinked > 0"),
				).toEqual([]);
				const kept = await store.query<{ replica_id: ReplicaId; state: string; digest: string }>(
					"select replica_id, state, digest from replicas where digest is not null",
				);
				const rows = new Map(kept.map((row) => [row.replica_id, row]));
				for (const [replicaId, output] of world.acknowledged) {
					const { state, digest } = rows.get(replicaId) ?? {};
					expect(["agreed", "disagreed", "aborted", "errored"]).toContain(state);
					expect(digest).toBe(digestOf(output));
				}
			}),
			// Shrinking takes minutes; run the seed that a failure names without this to have it.
			{ numRuns: 30, endOnFailure: true },
		);
	}, 600_000);
});

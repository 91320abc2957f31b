import { expect, it } from "vitest";
import { cancelJob } from "./cancelJob.ts";
import { closeTrusted } from "./closeTrusted.ts";
import { findRings } from "./findRings.ts";
import { finishJobs } from "./finishJobs.ts";
import { jobView } from "./jobView.ts";
import { linkWallet } from "./linkWallet.ts";
import { lookBack } from "./lookBack.ts";
import { maintainStore } from "./maintainStore.ts";
import { migrate } from "./migrate.ts";
import { cornerShards, reweighDisputes } from "./reweigh.ts";
import { describeConcurrentStore, describeStore } from "./testing/describeStore.ts";
import {
	ask,
	day,
	digestOf,
	judgeAll,
	provider,
	providers,
	runningJob,
	season,
	start,
	submit,
	type TestProvider,
	walletOf,
} from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";
import { touchConnections } from "./touchConnections.ts";

describeStore("transactions", (db) => {
	it("leave nothing behind when they fail", async () => {
		const failing = db().transaction(async (tx) => {
			await tx.query("insert into blobs values ('x', 1, 1)");
			throw new Error("stop");
		});
		await expect(failing).rejects.toThrow("stop");
		expect(await db().query("select * from blobs")).toEqual([]);
		await db().query("select 1");
	});

	it("pass a statement's error on and stay usable", async () => {
		await expect(db().query("select nonsense")).rejects.toThrow(/nonsense/);
		expect(await db().query("select 1::bigint as one")).toEqual([{ one: 1 }]);
	});

	it("are not in the way of maintenance", async () => {
		await runningJob(db(), { shards: 3 });
		let turns = 0;
		await maintainStore(db(), async () => {
			turns += 1;
		});
		// A server does it by itself; the embedded one is swept table by table.
		expect(turns > 1).toBe(db().kind === "pglite");
		expect(await ask(db(), await provider(db(), "ada"), 3)).toHaveLength(3);
	});

	it("migrate once", async () => {
		expect(await migrate(db())).toEqual([]);
	});
});

describeConcurrentStore("several matchers at once", (db) => {
	it("compute a job through ten connections without a shard given twice or paid twice", async () => {
		const { jobId } = await runningJob(db(), { shards: 60, quorum: 3, maxReplicas: 5 });
		const many = await providers(db(), 8);
		let open = true;
		const work = async (who: (typeof many)[number]) => {
			while (open) {
				const leases = await ask(db(), who, 4);
				await submit(db(), who, leases, "same");
				if (leases.length === 0) break;
			}
		};
		const judging = async () => {
			while (open) {
				await judgeAll(db());
				if ((await finishJobs(db(), start)).length > 0) open = false;
			}
		};
		const linking = async () => {
			for (const [place, { providerId }] of many.entries()) {
				const wallet = walletOf(`wallet ${place}`);
				await linkWallet(db(), { providerId, wallet, issuedAt: start }, start);
			}
		};
		const retrying = async () => {
			// A provider that found every open shard locked asks again.
			while (open) await Promise.all(many.map(work));
		};
		await Promise.all([retrying(), judging(), judging(), linking()]);
		const view = await jobView(db(), jobId);
		expect(view?.shards.verified).toBe(60);
		const [sums] = await db().query<{ credits: string; vouchers: string; doubles: number }>(
			`select (select sum(amount)::text from credits) as credits,
				(select sum(amount)::text from vouchers) as vouchers,
				(select count(*)::integer from (
					select 1 from replicas group by job, idx, provider having count(*) > 1
				) d) as doubles`,
		);
		expect(sums).toEqual({ credits: view?.earned, vouchers: view?.earned, doubles: 0 });
	});

	it("take trusting jobs to their ends at once: a liar is looked back at, a job is cancelled, wallets are linked", async () => {
		const trusting = { trust: "balanced", maxReplicas: 6, shards: 40 } as const;
		const [going, stopped] = [await runningJob(db(), trusting), await runningJob(db(), trusting)];
		const many = await Promise.all(
			Array.from({ length: 8 }, async (_, place) => {
				const one = await provider(db(), `provider ${place}`, {}, start, `block ${place}`);
				await season(db(), one, 100);
				return one;
			}),
		);
		const [liar] = many;
		// The clock runs by turns of the loops here, far faster than tabs could be seen: all stay present.
		const tabs = many.map(({ instance }) => instance);
		await touchConnections(db(), tabs, start + day);
		const acknowledged = new Set<string>();
		let now = start;
		let open = true;
		const work = async (who: TestProvider) => {
			const leases = await ask(db(), who, 4, now);
			const output = who === liar ? "lie" : "true";
			// Each message comes twice.
			const twice = [1, 2].map(() => submit(db(), who, leases, output, now));
			for (const { ok, replicaId } of (await Promise.all(twice)).flat())
				if (ok) acknowledged.add(replicaId);
		};
		const computing = async () => {
			while (open) await Promise.all(many.map(work));
		};
		const judging = async () => {
			while (open) await judgeAll(db(), now);
		};
		const following = async () => {
			while (open) {
				now += 1_000;
				await lookBack(db(), now);
				await closeTrusted(db(), now, 5_000);
				await cornerShards(db(), now, day);
				await reweighDisputes(db(), now);
				await findRings(db());
				const view = await jobView(db(), going.jobId);
				if (view?.state === "settling") open = false;
			}
		};
		const intervening = async () => {
			for (const [place, { providerId }] of many.entries()) {
				const link = { providerId, wallet: walletOf(`wallet ${place}`), issuedAt: now };
				await linkWallet(db(), link, now);
				if (place === 3) await cancelJob(db(), stopped.jobId, "Enough.", now);
			}
		};
		await Promise.all([
			...[computing(), judging(), judging(), following(), following()],
			intervening(),
		]);
		expect(await violations(db())).toEqual({});
		const view = await jobView(db(), going.jobId);
		expect(view).toMatchObject({ shards: { verified: 40 } });
		const sold = await db().query(
			`select r.replica_id from credits c join replicas r on r.replica_id = c.replica_id
			 where c.job = (select id from jobs where job_id = $1) and r.digest <> $2`,
			[going.jobId, digestOf("true")],
		);
		expect(sold).toEqual([]);
		const kept = await db().query<{ replica_id: string }>(
			"select replica_id from replicas where digest is not null",
		);
		expect(new Set(kept.map(({ replica_id }) => replica_id))).toEqual(acknowledged);
	});

	it("never give a shard to two keys of one wallet", async () => {
		await runningJob(db(), { shards: 20, quorum: 4, maxReplicas: 4 });
		const many = await providers(db(), 10);
		for (const [place, { providerId }] of many.entries()) {
			const wallet = walletOf(`wallet ${place % 3}`);
			await linkWallet(db(), { providerId, wallet, issuedAt: start }, start);
		}
		await Promise.all([...many, ...many].map((who) => ask(db(), who, 20)));
		const doubles = await db().query(
			"select 1 from replicas group by job, idx, wallet having count(*) > 1",
		);
		expect(doubles).toEqual([]);
	});

	it("migrate one after the other", async () => {
		await provider(db(), "ada");
		expect(await Promise.all([migrate(db()), migrate(db()), migrate(db())])).toEqual([[], [], []]);
	});
});

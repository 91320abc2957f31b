import { historyKeptMs, ProviderId } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { expireJobs } from "./expireJobs.ts";
import { expireLeases } from "./expireLeases.ts";
import { failReplicas } from "./failReplicas.ts";
import { onlineMs } from "./gridStats.ts";
import { leaderboard } from "./leaderboard.ts";
import { nameProvider } from "./nameProvider.ts";
import { networkHistory } from "./networkHistory.ts";
import { networkView } from "./networkView.ts";
import { providerHistory } from "./providerHistory.ts";
import { providerView } from "./providerView.ts";
import { recordHistory } from "./recordHistory.ts";
import { recordPresence } from "./recordPresence.ts";
import { describeConcurrentStore, describeStore } from "./testing/describeStore.ts";
import {
	ask,
	day,
	judgeAll,
	provider,
	providers,
	runningJob,
	start,
	submit,
} from "./testing/fixtures.ts";

const minute = 60_000;
const hour = 60 * minute;

describeStore("the grid's history", (db) => {
	/** A job of which each shard is computed by all of `names`, at `at`. */
	async function work(names: readonly string[], shards: number, at: number, kernel = "onnx-batch") {
		const quorum = Math.max(1, names.length);
		const draft = await runningJob(db(), { shards, quorum, kernel, deadlineAt: at + day }, at);
		for (const name of names) {
			const who = await provider(db(), name, {}, at);
			await submit(db(), who, await ask(db(), who, shards, at), "same", at);
		}
		await judgeAll(db(), at);
		return draft;
	}
	/** Records until nothing is left to record. */
	async function record(now: number) {
		while (await recordHistory(db(), now));
	}
	const busy = async (now: number, range: "hour" | "week" | "year" = "hour") =>
		(await networkHistory(db(), range, now)).points.filter(({ agreed }) => agreed > 0);

	it("tells each minute's shards, replicas and pay, by kernel, within half a minute", async () => {
		await work(["ada", "bob"], 3, start);
		await work(["ada", "bob"], 1, start + minute, "ocr-lines");
		await record(start + minute);
		expect(await busy(start + minute)).toMatchObject([{ at: start, ms: 40_000, verified: 3 }]);
		await record(start + minute + 30_000);
		expect(await busy(start + minute + 30_000)).toMatchObject([
			{ at: start, ms: minute, verified: 3 },
			{ at: start + minute, ms: 10_000, verified: 1 },
		]);
		await record(start + 3 * minute);
		expect(await busy(start + 3 * minute)).toMatchObject([
			{ at: start, ms: minute, verified: 3, agreed: 6, paid: "6000", failed: 0 },
			{ at: start + minute, verified: 1, agreed: 2, paid: "2000" },
		]);
		const { points, kernels } = await networkHistory(db(), "hour", start + 3 * minute);
		expect(points).toHaveLength(60);
		expect(points.at(-1)).toMatchObject({ at: start + 2 * minute, ms: 40_000, verified: 0 });
		expect(kernels).toMatchObject([
			{ kernel: "onnx-batch", verified: 3 },
			{ kernel: "ocr-lines", verified: 1, paid: "2000" },
		]);
	});

	it("counts nothing twice and loses nothing, whenever it is called or was last called", async () => {
		for (let at = start; at < start + 5 * minute; at += minute) {
			await work(["ada", "bob"], 2, at);
			await record(at + 30_000);
			await record(at + 30_000);
		}
		// Nobody records for three days, in which something is verified.
		await work(["ada"], 4, start + 2 * day);
		await record(start + 3 * day);
		await record(start + 3 * day);
		const [sums] = await db().query(
			`select step, sum(verified)::integer as verified, sum(agreed)::integer as agreed, sum(paid)::text as paid
			 from grid_history where step = 'day' group by step`,
		);
		expect(sums).toEqual({ step: "day", verified: 14, agreed: 24, paid: "24000" });
		expect(await busy(start + 3 * day, "year")).toMatchObject([
			{ at: start, verified: 10 },
			{ at: start + 2 * day, verified: 4 },
		]);
		const ada = await provider(db(), "ada", {}, start + 3 * day);
		const { days } = await providerHistory(db(), ada.providerId, 30, start + 3 * day);
		expect(days.reduce((sum, { agreed }) => sum + agreed, 0)).toBe(14);
	});

	it("knows a disputed shard, a failed one, and replicas that errored or expired", async () => {
		await runningJob(db(), { shards: 1, quorum: 2, maxReplicas: 3 });
		const [ada, bob, eve] = await providers(db(), 3);
		if (!ada || !bob || !eve) throw new Error("There are three.");
		for (const [who, output] of [
			[ada, "true"],
			[eve, "false"],
			[bob, "true"],
		] as const) {
			await submit(db(), who, await ask(db(), who), output);
			await judgeAll(db());
		}
		await runningJob(db(), { shards: 2, quorum: 1, deadlineAt: start + 2 * hour });
		const [failing] = await ask(db(), ada);
		if (!failing) throw new Error("There is a lease.");
		const error = { code: "MODEL_FAILED", message: "It failed." } as const;
		await failReplicas(db(), [{ ...ada, replicaId: failing.replicaId, error }], start);
		await ask(db(), bob);
		await expireLeases(db(), start + hour);
		await expireJobs(db(), start + 2 * hour);
		await record(start + 3 * hour);
		const { kernels } = await networkHistory(db(), "week", start + 3 * hour);
		expect(kernels).toMatchObject([
			{ verified: 1, disputed: 1, agreed: 2, disagreed: 1, errored: 1, expired: 1, failed: 2 },
		]);
		const { redundancy } = await networkView(db(), start + hour);
		expect(redundancy.all).toEqual({ verified: 1, replicas: 3 });
	});

	it("keeps the most that were online in each minute, hour and day", async () => {
		const at = start + 5 * minute;
		await runningJob(db(), {}, start);
		await provider(db(), "ada", { backend: "webgpu", adapter: "apple m3" }, at);
		await recordPresence(db(), at);
		await provider(db(), "bob", { adapter: "8 threads" }, at + 1_000);
		await provider(db(), "eve", { adapter: "<b>look\u0000</b>" }, at + 1_000);
		await recordPresence(db(), at + 2_000);
		await recordPresence(db(), at + 2_000);
		await recordPresence(db(), at + 2 * minute);
		await record(at + 10 * minute);
		const { points } = await networkHistory(db(), "hour", at + 10 * minute);
		expect(points.filter(({ online }) => online > 0)).toMatchObject([
			{ at, online: 3, webgpu: 1, wasm: 2 },
		]);
		expect((await networkHistory(db(), "week", at + hour)).points.at(-1)?.online).toBe(3);
		const { providers, trust } = await networkView(db(), at + 3_000);
		expect(trust.balanced).toEqual({ established: 0, passed: 0, newcomers: 3, missing: 60 });
		expect(providers).toEqual({
			online: 3,
			known: 3,
			backends: { webgpu: 1, wasm: 2 },
			adapters: [
				{ backend: "wasm", adapter: "8 threads", providers: 1 },
				{ backend: "wasm", adapter: "other", providers: 1 },
				{ backend: "webgpu", adapter: "apple m3", providers: 1 },
			],
		});
	});

	it("tells how far those who are online have come under each policy, but for suspended ones", async () => {
		const knows = async (name: string, good: number, bad = 0, suspendedUntil = 0) => {
			const { providerId } = await provider(db(), name);
			await db().query(
				`update providers set good = $2, bad = $3, trust_at = $4, suspended_until = $5
				 where provider_id = $1`,
				[providerId, good, bad, start, suspendedUntil],
			);
		};
		await knows("ada", 30);
		await knows("bob", 12);
		await knows("eve", 40, 1);
		await knows("ida", 50, 0, start + hour);
		const { trust } = await networkView(db(), start);
		expect(trust.balanced).toEqual({ established: 1, passed: 30, newcomers: 2, missing: 9 });
		expect(trust.fast).toEqual({ established: 2, passed: 21, newcomers: 1, missing: 1 });
		const later = await networkView(db(), start + onlineMs + 1_000);
		expect(later.trust.fast).toEqual({ established: 0, passed: 0, newcomers: 0, missing: 0 });
	});

	it("forgets minutes, hours and providers' days when their time is over, and keeps the days", async () => {
		await work(["ada"], 2, start);
		await recordPresence(db(), start);
		await record(start + hour);
		const rows = () =>
			db().query(
				`select (select string_agg(step, ' ' order by step) from grid_history) as history,
				 	(select string_agg(step, ' ' order by step) from grid_presence) as presence,
				 	(select count(*)::integer from provider_days) as days,
				 	(select count(*)::integer from provider_jobs) as jobs`,
			);
		const [all, late, old] = ["day hour minute", "day hour", "day"];
		expect(await rows()).toEqual([{ history: all, presence: all, days: 1, jobs: 1 }]);
		await record(start + historyKeptMs.minute + 2 * hour);
		expect(await rows()).toEqual([{ history: late, presence: late, days: 1, jobs: 1 }]);
		await record(start + historyKeptMs.hour + 2 * day);
		expect(await rows()).toEqual([{ history: old, presence: old, days: 1, jobs: 1 }]);
		await record(start + historyKeptMs.provider + 2 * day);
		expect(await rows()).toEqual([{ history: old, presence: old, days: 0, jobs: 0 }]);
	});

	it("begins with the oldest job where verdicts are older than the history", async () => {
		await work(["ada"], 2, start);
		await record(start + 10 * day);
		expect(await busy(start + 10 * day, "year")).toMatchObject([{ at: start, verified: 2 }]);
		expect(await db().query("select 1 from grid_history where step = 'minute'")).toEqual([]);
	});
});

describeConcurrentStore("several matchers that record at once", (db) => {
	it("count each verdict once", async () => {
		await runningJob(db(), { shards: 30, quorum: 1 });
		const ada = await provider(db(), "ada");
		await submit(db(), ada, await ask(db(), ada, 30), "same");
		await judgeAll(db());
		await Promise.all(Array.from({ length: 8 }, () => recordHistory(db(), start + hour)));
		expect(
			await db().query("select sum(agreed)::integer as n from grid_history where step = 'minute'"),
		).toEqual([{ n: 30 }]);
	});
});

describeStore("a provider's account", (db) => {
	async function agreed(name: string, shards: number, at = start) {
		await runningJob(db(), { shards, quorum: 1, title: `${name}'s`, deadlineAt: at + day }, at);
		const who = await provider(db(), name, {}, at);
		await submit(db(), who, await ask(db(), who, shards, at), "same", at);
		await judgeAll(db(), at);
		return who;
	}

	it("shows who it is, what it runs on and when it was last here", async () => {
		const ada = await agreed("ada", 2);
		expect(await providerView(db(), ada.providerId, start)).toMatchObject({
			name: null,
			firstSeen: start,
			lastSeen: start,
			tabs: 1,
			device: { backend: "wasm", adapter: "1 thread" },
			replicas: { agreed: 2 },
			earned: "2000",
		});
		expect((await providerView(db(), ada.providerId, start + hour)).tabs).toBe(0);
	});

	it("is empty before it ever connected, and then what a new provider's is", async () => {
		const nobody = ProviderId.parse("ab".repeat(32));
		const before = await providerView(db(), nobody, start);
		expect(before).toMatchObject({ firstSeen: null, lastSeen: null, tabs: 0, device: null });
		const ada = await provider(db(), "ada");
		const { trust, replicas, earned } = await providerView(db(), ada.providerId, start);
		expect(before).toMatchObject({ trust, replicas, earned, stakes: [] });
	});

	it("shows its days, kernels and jobs", async () => {
		const ada = await agreed("ada", 2);
		const now = start + day + hour;
		await agreed("ada", 1, start + day);
		await recordHistory(db(), now);
		await recordHistory(db(), now);
		const history = await providerHistory(db(), ada.providerId, 3, now);
		expect(history.days).toMatchObject([
			{ at: start - day, agreed: 0 },
			{ at: start, agreed: 2, earned: "2000" },
			{ at: start + day, agreed: 1, earned: "1000" },
		]);
		expect(history.kernels).toMatchObject([{ kernel: "onnx-batch", agreed: 3, earned: "3000" }]);
		expect(history.backends).toEqual({ webgpu: 0, wasm: 3 });
		expect(history.jobs).toMatchObject([
			{ title: "ada's", state: "running", agreed: 1, lastAt: start + day },
			{ title: "ada's", agreed: 2, earned: "2000", lastAt: start },
		]);
	});

	it("is listed by name only when it chose one, and counts among the others otherwise", async () => {
		const now = start + day + hour;
		const ada = await agreed("ada", 3);
		const bob = await agreed("bob", 2, start + day);
		await agreed("eve", 4, start + day);
		while (await recordHistory(db(), now));
		await nameProvider(db(), { providerId: ada.providerId, name: "Ada", issuedAt: 1 });
		await nameProvider(db(), { providerId: bob.providerId, name: "Bob", issuedAt: 1 });
		expect(await leaderboard(db(), "all", now)).toEqual({
			period: "all",
			named: [
				{ providerId: ada.providerId, name: "Ada", agreed: 3, earned: "3000" },
				{ providerId: bob.providerId, name: "Bob", agreed: 2, earned: "2000" },
			],
			others: { providers: 1, agreed: 4, earned: "4000" },
		});
		expect(await leaderboard(db(), "day", now)).toMatchObject({
			named: [{ name: "Bob", agreed: 2 }],
			others: { providers: 1, agreed: 4 },
		});
		expect((await leaderboard(db(), "week", now)).named).toHaveLength(2);
		await nameProvider(db(), { providerId: bob.providerId, name: null, issuedAt: 2 });
		expect(await leaderboard(db(), "week", now)).toMatchObject({
			named: [{ name: "Ada" }],
			others: { providers: 2, agreed: 6, earned: "6000" },
		});
	});

	it("takes no name that looks like another's, and no older choice after a newer one", async () => {
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		const conflict = { code: "CONFLICT" };
		const choose = (who: typeof ada, name: string | null, issuedAt: number) =>
			nameProvider(db(), { providerId: who.providerId, name, issuedAt });
		await choose(ada, "Ada", 5);
		await choose(ada, "Ada", 5);
		await expect(choose(bob, "A.d.á", 6)).rejects.toMatchObject(conflict);
		await expect(choose(ada, null, 4)).rejects.toMatchObject(conflict);
		expect((await providerView(db(), ada.providerId, start)).name).toBe("Ada");
		await choose(ada, null, 7);
		await choose(bob, "A.d.a", 8);
		expect((await providerView(db(), bob.providerId, start)).name).toBe("A.d.a");
	});
});

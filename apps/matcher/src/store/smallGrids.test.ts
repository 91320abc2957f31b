import { expect, it } from "vitest";
import { closeTrusted } from "./closeTrusted.ts";
import { cornerShards, reweighDisputes } from "./reweigh.ts";
import { describeStore } from "./testing/describeStore.ts";
import { day, judgeAll, provider, runningJob, start } from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";
import { balanced, trustScene } from "./testing/trustScene.ts";

describeStore("the end of small grids", (db) => {
	const { seasoned, drawOnly, computeAll, connected, view } = trustScene(db);

	it("settles what two newcomers agree on when the grid has nobody else, but not a lone result", async () => {
		const one = await provider(db(), "one");
		const two = await provider(db(), "two");
		const { jobId } = await runningJob(db(), { ...balanced, shards: 3 });
		await computeAll([one, two]);
		await closeTrusted(db(), start, 0);
		expect(await view(jobId)).toMatchObject({ shards: { verified: 2, disputed: 1 } });
		// While a third one is connected it may come for the check; without it there is nothing to wait for.
		const three = await provider(db(), "three");
		await connected([one, two, three]);
		expect(await cornerShards(db(), start + 59_000, 60_000)).toBe(0);
		await connected([one, two]);
		expect(await cornerShards(db(), start + 4_000, 60_000)).toBe(0);
		expect(await cornerShards(db(), start + 6_000, 60_000)).toBe(1);
		await judgeAll(db(), start + 6_000);
		await closeTrusted(db(), start + 6_000, 0);
		expect(await view(jobId)).toMatchObject({ state: "settling", earned: "6000" });
		const [ada] = await seasoned(["ada"]);
		if (!ada) throw new Error("There is one.");
		const { jobId: alone } = await runningJob(db(), { ...balanced, shards: 2 });
		await drawOnly(alone, [], 2);
		await computeAll([ada]);
		await closeTrusted(db(), start, 0);
		expect(await cornerShards(db(), start + day / 2, 60_000)).toBe(0);
		expect(await violations(db())).toEqual({});
	});

	it("checks a shard again only when another result has come, and ends where nobody is left for one", async () => {
		const crowd = [await provider(db(), "one"), await provider(db(), "two")];
		const { jobId } = await runningJob(db(), { ...balanced, shards: 1 });
		await computeAll(crowd);
		await connected(crowd);
		let now = start;
		for (; now < start + 30_000; now += 500) {
			if ((await view(jobId)).state !== "running") break;
			await cornerShards(db(), now, 60_000);
			await reweighDisputes(db(), now);
			await judgeAll(db(), now);
			await closeTrusted(db(), now, 0);
		}
		expect(await view(jobId)).toMatchObject({ state: "settling", trust: { lastChecks: 1 } });
		expect(await violations(db())).toEqual({});
	});

	it("comes to an end with disputes that are weighed again at different times", async () => {
		const liar = await provider(db(), "liar");
		const honest = [await provider(db(), "newcomer"), ...(await seasoned(["ada"]))];
		const { jobId } = await runningJob(db(), { ...balanced, shards: 2 });
		await drawOnly(jobId, [], 2);
		await computeAll([liar, ...honest], (who) => (who === liar ? "lie" : "true"));
		expect(await view(jobId)).toMatchObject({ shards: { disputed: 2 } });
		await db().query(
			"update shards set judge_claimed_until = $1 where state = 'disputed' and idx % 2 = 0",
			[start + 2_000],
		);
		for (let now = start; now < start + 20_000; now += 1_000) {
			await cornerShards(db(), now, 60_000);
			await reweighDisputes(db(), now);
			await judgeAll(db(), now);
			await closeTrusted(db(), now, 0);
		}
		expect(await view(jobId)).toMatchObject({ state: "settling" });
		expect(await violations(db())).toEqual({});
	});

	it("decides a dispute that no provider is left for by what two agree on, and keeps one open where none do", async () => {
		const [liar, ada, bob] = await seasoned(["liar", "ada", "bob"]);
		if (!liar || !ada || !bob) throw new Error("There are three.");
		const { jobId } = await runningJob(db(), { ...balanced, shards: 1 });
		await drawOnly(jobId, [0], 1);
		await computeAll([liar, ada], (who) => (who === liar ? "lie" : "true"));
		expect(await view(jobId)).toMatchObject({ shards: { disputed: 1 } });
		expect(await cornerShards(db(), start + 61_000, 60_000)).toBe(1);
		await judgeAll(db(), start + 61_000);
		expect(await view(jobId)).toMatchObject({ shards: { disputed: 1, failed: 0 } });
		expect(await cornerShards(db(), start + 62_000, 60_000)).toBe(0);
		await computeAll([bob], undefined, start + 62_000);
		expect(await view(jobId)).toMatchObject({ shards: { disputed: 1 } });
		expect(await cornerShards(db(), start + 68_000, 60_000)).toBe(1);
		await judgeAll(db(), start + 68_000);
		expect(await view(jobId)).toMatchObject({
			shards: { verified: 1 },
			replicas: { disagreed: 1 },
		});
		expect(await violations(db())).toEqual({});
	});
});

import { expect, it } from "vitest";
import { cancelJob } from "./cancelJob.ts";
import { closeTrusted } from "./closeTrusted.ts";
import { expireJobs } from "./expireJobs.ts";
import { expireLeases } from "./expireLeases.ts";
import { extendLeases } from "./extendLeases.ts";
import { jobChecks } from "./jobChecks.ts";
import { receiptPage } from "./receiptPage.ts";
import { receiptsHeader } from "./receiptsHeader.ts";
import { shardView } from "./shardView.ts";
import { describeStore } from "./testing/describeStore.ts";
import { ask, day, judgeAll, provider, runningJob, start, submit } from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";
import { othersCommitted } from "./testing/othersCommitted.ts";
import { balanced, trustScene } from "./testing/trustScene.ts";
import { verifiedResults } from "./verifiedResults.ts";

describeStore("trust", (db) => {
	const { seasoned, drawOnly, computeAll, settle, view, summaryOf } = trustScene(db);

	it("takes one result of an established provider, pays it when the job settles, and tells it then", async () => {
		const [ada, bob] = await seasoned(["ada", "bob"]);
		if (!ada || !bob) throw new Error("There are two.");
		const { jobId } = await runningJob(db(), { ...balanced, shards: 12 });
		await drawOnly(jobId, [], 12);
		expect(await computeAll([ada])).toBe(12);
		expect(await view(jobId)).toMatchObject({
			state: "running",
			earned: "0",
			shards: { verified: 12 },
			trust: { alone: 12, pending: "12000", audit: { secret: null } },
		});
		expect(await summaryOf(ada)).toMatchObject({ earned: "0", pending: "12000" });
		await othersCommitted(db());
		expect(await verifiedResults(db(), jobId, { limit: 99 })).toEqual([]);
		expect(await verifiedResults(db(), jobId, { limit: 99, forClient: true })).toHaveLength(12);
		expect(await shardView(db(), jobId, 0)).toMatchObject({
			canonical: null,
			replicas: [{ state: "agreed", digest: null, signature: null }],
		});
		expect(await receiptPage(db(), jobId, { limit: 9 })).toEqual([]);
		// Five minutes for a job that worked for longer, and then two of its last results are checked.
		const done = start + 600_000;
		expect(await closeTrusted(db(), done)).toEqual([]);
		expect((await view(jobId)).trust?.maturesAt).toBe(done + 300_000);
		expect(await closeTrusted(db(), done + 299_000)).toEqual([]);
		expect(await closeTrusted(db(), done + 300_000)).toMatchObject([{ checks: 2 }]);
		expect(await violations(db())).toEqual({});
		const results = await settle(jobId, [ada, bob], done + 300_000);
		expect(results).toBe(2);
		expect(await view(jobId)).toMatchObject({
			state: "settling",
			earned: "14000",
			trust: { alone: 10, lastChecks: 2, pending: "0" },
		});
		expect(await summaryOf(ada)).toMatchObject({
			earned: "12000",
			pending: "0",
			trust: { established: true, checks: { passed: 2, failed: 0 } },
		});
		await othersCommitted(db());
		expect(await verifiedResults(db(), jobId, { limit: 99 })).toHaveLength(12);
		expect(await receiptPage(db(), jobId, { limit: 99 })).toHaveLength(12);
		expect(await closeTrusted(db(), start + 300_000)).toEqual([]);
		expect(await violations(db())).toEqual({});
	});

	it("has what an established provider makes of a model that is new to it checked a few times", async () => {
		const crowd = await seasoned(["ada", "bob"], 30, 0);
		const { jobId } = await runningJob(db(), { ...balanced, shards: 24 });
		await drawOnly(jobId, [], 24);
		const results = await computeAll(crowd);
		// Five checks of each, and of those both take part in each: then one result is enough.
		expect(results).toBeGreaterThan(24);
		expect(results).toBeLessThan(24 + 10);
		const { jobId: next } = await runningJob(db(), { ...balanced, shards: 24 });
		await drawOnly(next, [], 24);
		expect(await computeAll(crowd)).toBe(24);
		expect(await violations(db())).toEqual({});
	});

	it("has a newcomer's result checked by somebody of another block, and its lone one never taken", async () => {
		const first = await provider(db(), "first", {}, start, "one block");
		const neighbour = await provider(db(), "neighbour", {}, start, "one block");
		const other = await provider(db(), "other", {}, start, "another block");
		await runningJob(db(), { ...balanced, shards: 1 });
		const [lease] = await ask(db(), first);
		expect(lease).toBeDefined();
		expect(await ask(db(), neighbour)).toEqual([]);
		const [second] = await ask(db(), other);
		if (!lease || !second) throw new Error("Both have a lease.");
		await submit(db(), first, [lease], "true");
		expect(await judgeAll(db())).toMatchObject([{ state: "running", verdicts: [] }]);
		await submit(db(), other, [second], "true");
		// Two new keys of one block are worth one person's word, so a third origin is asked.
		expect(await judgeAll(db())).toMatchObject([{ state: "running", verdicts: [] }]);
		expect(await ask(db(), neighbour)).toEqual([]);
		const third = await provider(db(), "third");
		await submit(db(), third, await ask(db(), third), "true");
		expect(await judgeAll(db())).toMatchObject([{ state: "verified" }]);
		expect(await summaryOf(first)).toMatchObject({
			pending: "1000",
			trust: { established: false, checks: { passed: 1, failed: 0 }, checksMissing: 19 },
		});
		expect(await violations(db())).toEqual({});
	});

	it("draws spot checks by the job's secret, which is told with its commitment when it settles", async () => {
		const crowd = await seasoned(["ada", "bob", "cid"]);
		const { jobId } = await runningJob(db(), { ...balanced, shards: 10 });
		await drawOnly(jobId, [4], 10);
		expect(await computeAll(crowd)).toBe(11);
		expect(await view(jobId)).toMatchObject({
			trust: { spotChecks: { made: 1, passed: 1, failed: 0 }, alone: 9 },
		});
		expect(await jobChecks(db(), jobId, 9)).toMatchObject([
			{ shardIndex: 4, kind: "spotCheck", outcome: "agreed" },
		]);
		await settle(jobId, crowd, start);
		const { trust } = await view(jobId);
		const [receipt] = (await receiptPage(db(), jobId, { after: 3, limit: 1 })) ?? [];
		expect(receipt?.checkChance).toBeGreaterThanOrEqual(0.015);
		expect(trust?.audit).toMatchObject({ secret: null });
		const root = `0x${"1".repeat(64)}`;
		await db().query("update jobs set result_root = $2 where job_id = $1", [jobId, root]);
		const told = await receiptsHeader(db(), jobId);
		expect(told?.header.audit?.commitment).toBe(trust?.audit?.commitment);
		expect(told?.header.audit?.secret).toMatch(/^0x/);
	});

	it("lets nobody escape the lot by coming second after a result that counts for nothing", async () => {
		const [ada, bob] = await seasoned(["ada", "bob"]);
		if (!ada || !bob) throw new Error("There are two.");
		const liar = await provider(db(), "liar", {}, start, "block of liar");
		const { jobId } = await runningJob(db(), { ...balanced, shards: 1 });
		await drawOnly(jobId, [], 1);
		const [lease] = await ask(db(), liar);
		if (!lease) throw new Error("There is a shard.");
		await submit(db(), liar, [lease], "true");
		await judgeAll(db());
		await db().query("update providers set bad = 1 where provider_id = $1", [liar.providerId]);
		await submit(db(), ada, await ask(db(), ada), "true");
		await judgeAll(db());
		expect(await view(jobId)).toMatchObject({ shards: { verified: 0 } });
		await submit(db(), bob, await ask(db(), bob), "true");
		await judgeAll(db());
		expect(await view(jobId)).toMatchObject({ shards: { verified: 1 }, trust: { alone: 0 } });
		expect(await violations(db())).toEqual({});
	});

	it("looks back at a sleeper that is caught: its lone lies are computed again and never paid", async () => {
		const [sleeper, ada, bob, cid] = await seasoned(["sleeper", "ada", "bob", "cid"]);
		if (!sleeper || !ada || !bob || !cid) throw new Error("There are four.");
		const { jobId } = await runningJob(db(), { ...balanced, shards: 24 });
		// The lot falls on none, so that only its last results, which are checked at the end, give it away.
		await drawOnly(jobId, [], 24, 0.2);
		const honest = [ada, bob, cid];
		const lies = new Set<number>();
		const crowd = [sleeper, ...honest];
		await computeAll(crowd, (who, shard, done) => {
			if (who !== sleeper || done < 2) return "true";
			lies.add(shard);
			return `lie ${shard}`;
		});
		await settle(jobId, honest, start);
		expect(lies.size).toBeGreaterThan(2);
		const outputs = await db().query<{ wrong: number }>(
			`select count(*)::integer as wrong from shards s
			 join replicas r on r.replica_id = s.canonical_replica
			 join providers p on p.id = r.provider
			 where p.provider_id = $1 and s.state = 'verified' and r.state <> 'agreed'`,
			[sleeper.providerId],
		);
		expect(outputs).toEqual([{ wrong: 0 }]);
		const paid = await db().query<{ idx: number }>(
			`select c.idx from credits c join providers p on p.id = c.provider where p.provider_id = $1`,
			[sleeper.providerId],
		);
		expect(paid.filter(({ idx }) => lies.has(idx))).toEqual([]);
		const unpaid = await db().query(
			`select 1 from replicas r join providers p on p.id = r.provider
			 left join credits c on c.replica_id = r.replica_id
			 where p.provider_id <> $1 and r.digest is not null and c.replica_id is null`,
			[sleeper.providerId],
		);
		expect(unpaid).toEqual([]);
		const job = await view(jobId);
		expect(job).toMatchObject({ state: "settling", shards: { verified: 24, failed: 0 } });
		expect(job.trust?.lookedBack).toBeGreaterThan(0);
		const caught = await summaryOf(sleeper);
		expect(caught?.trust).toMatchObject({ established: false, suspended: { reason: "wrong" } });
		expect(await ask(db(), sleeper)).toEqual([]);
		expect(await violations(db())).toEqual({});
	});

	it("takes fewer than 1.3 executions a shard of established providers, and refutes a liar", async () => {
		const crowd = await seasoned(["ada", "bob", "cid", "dan", "eve"]);
		const liar = await provider(db(), "liar", {}, start, "its block");
		const { jobId } = await runningJob(db(), { ...balanced, shards: 120 });
		await computeAll([liar, ...crowd], (who, shard) => (who === liar ? `lie ${shard}` : "true"));
		const { replicas, shards, trust } = await view(jobId);
		expect(shards.verified).toBe(120);
		expect((replicas.agreed + replicas.disagreed) / 120).toBeLessThan(1.3);
		expect(replicas.disagreed).toBe(1);
		expect(trust?.disputes).toBe(1);
		// However many checks passed, the refuted one is told first.
		expect(await jobChecks(db(), jobId, 1)).toMatchObject([{ outcome: "refuted" }]);
		expect(await summaryOf(liar)).toMatchObject({ earned: "0", pending: "0" });
		expect(await violations(db())).toEqual({});
	});

	it("tells lateness from lying: a pause, which a result ends, and no lost trust", async () => {
		const [ada] = await seasoned(["ada"]);
		if (!ada) throw new Error("There is one.");
		await runningJob(db(), { ...balanced, shards: 2 });
		await ask(db(), ada);
		const late = start + 10 * 60_000;
		expect(await expireLeases(db(), late)).toHaveLength(1);
		expect((await summaryOf(ada, late))?.trust).toMatchObject({
			established: true,
			suspended: { reason: "unanswered", until: late + 30_000 },
		});
		expect(await ask(db(), ada, 1, late)).toEqual([]);
		const [again] = await ask(db(), ada, 1, late + 30_000);
		if (!again) throw new Error("The pause is over.");
		await submit(db(), ada, [again], "true", late + 30_000);
		expect((await summaryOf(ada, late + 30_000))?.trust.suspended).toBeNull();
		expect(await violations(db())).toEqual({});
	});

	it("doesn't blame a provider for the time in which no matcher listened", async () => {
		const [ada] = await seasoned(["ada"]);
		if (!ada) throw new Error("There is one.");
		await runningJob(db(), { ...balanced, shards: 1 });
		const leased = await ask(db(), ada);
		const back = start + 60 * 60_000;
		expect(await extendLeases(db(), back + 10_000)).toBe(1);
		expect(await expireLeases(db(), back)).toEqual([]);
		await submit(db(), ada, leased, "true", back + 5_000);
		expect((await summaryOf(ada, back))?.trust.suspended).toBeNull();
		expect(await extendLeases(db(), back + 20_000)).toBe(0);
		expect(await violations(db())).toEqual({});
	});

	it("pays what was verified when its client cancels, and when its deadline passes", async () => {
		const [ada] = await seasoned(["ada"]);
		if (!ada) throw new Error("There is one.");
		for (const end of ["cancel", "deadline"]) {
			const { jobId } = await runningJob(db(), { ...balanced, shards: 4 });
			await drawOnly(jobId, [], 4);
			await computeAll([ada]);
			await closeTrusted(db(), start, 0);
			expect((await view(jobId)).trust?.lastChecks).toBe(2);
			if (end === "cancel") await cancelJob(db(), jobId, "Enough.", start);
			else await expireJobs(db(), start + day);
			expect(await view(jobId)).toMatchObject({ earned: "4000", shards: { verified: 4 } });
			expect(await violations(db())).toEqual({});
		}
	});
});

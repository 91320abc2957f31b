import { expect, it } from "vitest";
import {
	createDraft,
	escrowsToClose,
	finishJobs,
	gridOpenWork,
	gridStats,
	jobEvents,
	jobList,
	jobView,
	linkWallet,
	recordArtifact,
	recordPosted,
	recordRedeemed,
	recordSettled,
	shardMap,
	shardView,
	startJob,
	storeVoucherSignatures,
	voucherList,
	vouchersToSign,
} from "./index.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	client,
	day,
	digestOf,
	draftJob,
	judgeAll,
	operator,
	placeAt,
	postedEvent,
	provider,
	runningJob,
	start,
	submit,
	walletOf,
} from "./testing/fixtures.ts";

const root = `0x${"77".repeat(32)}`;

describeStore("the life of a job", (db) => {
	it("goes from draft to settled, pays those that agreed, and tells the story", async () => {
		const draft = draftJob({ shards: 2, title: "Lines \0 of \ud800 text" });
		const { jobId } = draft;
		expect(await createDraft(db(), draft, { operator, now: start })).toEqual({
			created: true,
			state: "draft",
			reason: null,
		});
		expect((await createDraft(db(), draft, { operator, now: start })).created).toBe(false);
		expect(await startJob(db(), jobId, start)).toBe(false);

		const posted = postedEvent(draft);
		expect(await recordPosted(db(), posted, { operator, now: start })).toEqual({
			state: "funded",
			reason: null,
		});
		expect(await startJob(db(), jobId, start)).toBe(true);
		expect((await recordPosted(db(), posted, { operator, now: start })).state).toBe("running");
		expect(await gridOpenWork(db())).toBe(true);

		const ada = await provider(db(), "ada");
		const bob = await provider(db(), "bob", { backend: "webgpu" });
		const wallet = walletOf("ada");
		await linkWallet(db(), { providerId: ada.providerId, wallet, issuedAt: start }, start);
		const adas = await ask(db(), ada, 5);
		const bobs = await ask(db(), bob, 5);
		expect(adas.map(({ shardIndex }) => shardIndex)).toEqual([0, 1]);
		expect(bobs).toHaveLength(2);
		expect(await gridOpenWork(db())).toBe(false);

		await submit(db(), ada, adas, "same");
		expect((await shardMap(db(), jobId))?.states).toBe("rr");
		expect(await judgeAll(db())).toEqual([]);
		await submit(db(), bob, bobs, "same");
		const judged = await judgeAll(db());
		expect(judged.map(({ state }) => state)).toEqual(["verified", "verified"]);
		expect(judged[0]?.verdicts.map(({ earned }) => earned)).toEqual([1000n, 1000n]);
		expect(await judgeAll(db())).toEqual([]);

		expect(await vouchersToSign(db(), 10)).toEqual([{ jobId, wallet, amount: 2000n }]);
		const signature = `0x${"ab".repeat(65)}` as const;
		await storeVoucherSignatures(db(), [{ jobId, wallet, amount: 2000n, signature }]);
		expect(await vouchersToSign(db(), 10)).toEqual([]);

		expect(await finishJobs(db(), start + 1)).toEqual([{ jobId, revoked: [] }]);
		expect(await escrowsToClose(db())).toEqual([]);
		const artifact = {
			digest: digestOf("artifact"),
			bytes: 3,
			mediaType: "text/plain",
			fileName: "a.txt",
		};
		await recordArtifact(db(), { jobId, resultRoot: root, artifact }, start + 2);
		expect(await escrowsToClose(db())).toEqual([
			{ jobId, state: "settling", earned: 4000n, resultRoot: root, since: start + 1 },
		]);
		const settled = {
			place: placeAt(12n),
			jobId,
			resultRoot: root,
			earned: 4000n,
			refund: 4000n,
		};
		await recordSettled(db(), settled, start + 3);
		await recordSettled(db(), settled, start + 3);
		const redeemed = { place: placeAt(13n), jobId, provider: wallet, paid: 2000n, total: 2000n };
		await recordRedeemed(db(), redeemed);
		await recordRedeemed(db(), redeemed);

		const view = await jobView(db(), jobId);
		expect(view).toMatchObject({
			state: "settled",
			title: draft.spec.title,
			shards: { pending: 0, running: 0, disputed: 0, verified: 2, failed: 0 },
			replicas: { leased: 0, submitted: 0, agreed: 4, disagreed: 0 },
			providers: 2,
			backends: { webgpu: 0, wasm: 4 },
			escrowed: "8000",
			earned: "4000",
			refunded: "4000",
			redeemed: "2000",
			resultRoot: root,
			artifact,
			reason: null,
		});
		expect(view?.txs.map(({ event }) => event)).toEqual([
			"JobPosted",
			"JobSettled",
			"VoucherRedeemed",
		]);
		expect((await voucherList(db(), wallet)).vouchers).toEqual([
			{
				jobId,
				provider: wallet,
				amount: "2000",
				signature,
				redeemed: "2000",
				title: draft.spec.title,
				jobState: "settled",
			},
		]);
		const shard = await shardView(db(), jobId, 1);
		expect(shard).toMatchObject({ state: "verified", canonical: digestOf("same") });
		expect(shard?.replicas.map(({ state, wallet: to }) => [state, to])).toEqual(
			expect.arrayContaining([
				["agreed", wallet],
				["agreed", null],
			]),
		);
		expect((await jobEvents(db(), jobId)).map(({ kind }) => kind)).toEqual([
			"draft",
			"funded",
			"running",
			"settling",
			"result",
			"settled",
		]);
		expect(await gridStats(db(), start)).toEqual({
			providersOnline: 2,
			backends: { webgpu: 1, wasm: 1 },
			jobs: { running: 0, settled: 1, total: 1 },
			shards: { verified: 2, verifiedLastMinute: 2 },
			replicas: { agreed: 4, disagreed: 0 },
			earned: "4000",
			escrowed: "0",
		});
	});

	it("is funded at once when its payment was seen before its draft", async () => {
		const draft = draftJob();
		const outcome = await recordPosted(db(), postedEvent(draft), { operator, now: start });
		expect(outcome.state).toBe("unknown");
		const created = await createDraft(db(), draft, { operator, now: start });
		expect(created).toEqual({ created: true, state: "funded", reason: null });
	});

	it.each([
		["another operator", { operator: client }, /operator/],
		["a budget below the worst case", { budget: 1n }, /worst case/],
		["another price", { pricePerReplica: 1n }, /price/],
		["another number of shards", { shards: 3 }, /shards/],
		["another deadline", { deadline: 1 }, /deadline/],
	])("fails with a reason when it was posted with %s", async (_, change, reason) => {
		const draft = draftJob();
		await createDraft(db(), draft, { operator, now: start });
		const event = { ...postedEvent(draft), ...change };
		const outcome = await recordPosted(db(), event, { operator, now: start });
		expect(outcome.state).toBe("failed");
		expect(outcome.reason).toMatch(reason);
		const ours = event.operator === operator;
		expect((await escrowsToClose(db())).map(({ earned }) => earned)).toEqual(ours ? [0n] : []);
		await recordSettled(
			db(),
			{ place: placeAt(11n), jobId: draft.jobId, resultRoot: root, earned: 0n, refund: 1n },
			start,
		);
		expect((await jobView(db(), draft.jobId))?.state).toBe("failed");
		expect(await escrowsToClose(db())).toEqual([]);
	});

	it("is settled by the chain where a restored backup still has it running, and says what is missing", async () => {
		const { jobId } = await runningJob(db(), { shards: 2 });
		const [lease] = await ask(db(), await provider(db(), "ada"));
		const revoked = await recordSettled(
			db(),
			{ place: placeAt(12n), jobId, resultRoot: root, earned: 4000n, refund: 4000n },
			start,
		);
		expect(revoked.map(({ replicaId }) => replicaId)).toEqual([lease?.replicaId]);
		const view = await jobView(db(), jobId);
		expect(view).toMatchObject({ state: "settled", refunded: "4000", artifact: null });
		expect(view?.reason).toMatch(/restored from a backup/);
		expect(await escrowsToClose(db())).toEqual([]);
	});

	it("fails when its payment is seen after its deadline", async () => {
		const draft = draftJob();
		await createDraft(db(), draft, { operator, now: start });
		const outcome = await recordPosted(db(), postedEvent(draft), {
			operator,
			now: start + 2 * day,
		});
		expect(outcome.reason).toMatch(/after its deadline/);
	});

	it("refuses a draft whose shards aren't as many as its spec says", async () => {
		const draft = draftJob({ shards: 3 });
		const short = { ...draft, shards: draft.shards.slice(1) };
		await expect(createDraft(db(), short, { operator, now: start })).rejects.toMatchObject({
			code: "BAD_MANIFEST",
		});
	});

	it("is found by a part of its title, its kernel, or how its id or client begins", async () => {
		const draft = draftJob({ title: "Étude 100% \0 of_Lines" });
		await createDraft(db(), draft, { operator, now: start });
		await createDraft(db(), draftJob(), { operator, now: start });
		const found = async (q: string) =>
			(await jobList(db(), { q, limit: 9 })).jobs.map(({ jobId }) => jobId);
		for (const q of ["étude", " 100% ", "OF_lines", draft.jobId.slice(0, 20)])
			expect(await found(q)).toEqual([draft.jobId]);
		for (const q of [draft.spec.kernel, client.slice(0, 12), " "])
			expect(await found(q)).toHaveLength(2);
		for (const q of ["of%lines", "etude", draft.jobId.slice(4, 20)])
			expect(await found(q)).toEqual([]);
	});

	it("is listed newest first, in pages, by client and by state", async () => {
		const ids: string[] = [];
		for (let place = 0; place < 5; place++) {
			const draft = await runningJob(db(), {}, start + (place >> 1));
			ids.unshift(draft.jobId);
		}
		await createDraft(db(), draftJob(), { operator, now: start });
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await jobList(db(), { client, state: "running", limit: 2, cursor });
			seen.push(...page.jobs.map(({ jobId }) => jobId));
			cursor = page.next ?? undefined;
		} while (cursor !== undefined);
		expect(seen).toEqual(ids);
		expect((await jobList(db(), { client: operator, limit: 2 })).jobs).toEqual([]);
		await expect(jobList(db(), { limit: 2, cursor: "x" })).rejects.toMatchObject({
			code: "BAD_REQUEST",
		});
	});
});

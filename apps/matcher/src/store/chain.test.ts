import { expect, it } from "vitest";
import { advanceCursor, recentBlocks } from "./advanceCursor.ts";
import { bindChain } from "./bindChain.ts";
import { cancelJob } from "./cancelJob.ts";
import { createDraft } from "./createDraft.ts";
import { escrowsToClose } from "./escrowsToClose.ts";
import { expireJobs } from "./expireJobs.ts";
import { finishJobs } from "./finishJobs.ts";
import { jobView } from "./jobView.ts";
import { recordArtifact } from "./recordArtifact.ts";
import { recordCancelled } from "./recordCancelled.ts";
import { recordCancelRequested } from "./recordCancelRequested.ts";
import { recordExpired } from "./recordExpired.ts";
import { recordPosted } from "./recordPosted.ts";
import { recordRedeemed } from "./recordRedeemed.ts";
import { recordSettled } from "./recordSettled.ts";
import { recordToppedUp } from "./recordToppedUp.ts";
import { rollbackChain } from "./rollbackChain.ts";
import { startJob } from "./startJob.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	client,
	day,
	draftJob,
	judgeAll,
	operator,
	placeAt,
	postedEvent,
	providers,
	runningJob,
	start,
	submit,
	walletOf,
} from "./testing/fixtures.ts";

const resultRoot = `0x${"77".repeat(32)}`;

describeStore("chain events", (db) => {
	/** A job of one shard with both replicas agreed: 2,000 earned of 4,000. */
	async function verifiedJob() {
		const draft = await runningJob(db(), { shards: 1 });
		for (const who of await providers(db(), 2)) {
			await submit(db(), who, await ask(db(), who), "same");
		}
		await judgeAll(db());
		return draft;
	}
	const settle = (jobId: Parameters<typeof jobView>[1], block: bigint) =>
		recordSettled(
			db(),
			{ place: placeAt(block), jobId, resultRoot, earned: 2000n, refund: 2000n },
			start,
		);
	const state = async (jobId: Parameters<typeof jobView>[1]) => (await jobView(db(), jobId))?.state;

	it("count once, however often they are recorded", async () => {
		const { jobId } = await verifiedJob();
		const toppedUp = { place: placeAt(11n), jobId, amount: 5n, budget: 4005n };
		const provider = walletOf("ada");
		const first = { place: placeAt(12n), jobId, provider, paid: 10n, total: 10n };
		const second = { place: placeAt(13n), jobId, provider, paid: 20n, total: 30n };
		for (let round = 0; round < 2; round++) {
			await recordToppedUp(db(), toppedUp);
			await recordRedeemed(db(), first);
			await recordRedeemed(db(), second);
		}
		expect(await jobView(db(), jobId)).toMatchObject({ escrowed: "4005", redeemed: "30" });
	});

	it("stop a job whose client gives notice, and ask the operator to settle what was earned", async () => {
		const { jobId } = await runningJob(db(), { shards: 2 });
		const [ada] = await providers(db(), 1);
		if (!ada) throw new Error("There is one.");
		await ask(db(), ada);
		const event = { place: placeAt(11n), jobId, effectiveAt: start / 1000 + 3600 };
		expect(await recordCancelRequested(db(), event, start)).toMatchObject([
			{ providerId: ada.providerId },
		]);
		expect(await recordCancelRequested(db(), event, start)).toEqual([]);
		expect(await escrowsToClose(db())).toMatchObject([{ jobId, state: "cancelled", earned: 0n }]);
		const cancelled = { place: placeAt(12n), jobId, earned: 0n, refund: 8000n };
		await recordCancelled(db(), cancelled, start);
		expect(await escrowsToClose(db())).toEqual([]);
		expect(await jobView(db(), jobId)).toMatchObject({ state: "cancelled", refunded: "8000" });
	});

	it("expire a job that was refunded without the operator", async () => {
		const { jobId } = await verifiedJob();
		await recordExpired(db(), { place: placeAt(11n), jobId, refund: 4000n }, start);
		expect(await state(jobId)).toBe("expired");
		await expect(
			recordArtifact(db(), { jobId, resultRoot, artifact: null }, start),
		).rejects.toMatchObject({ code: "JOB_NOT_OPEN" });
	});

	it("of jobs that nobody knows are kept quietly", async () => {
		const { jobId } = draftJob();
		await recordToppedUp(db(), { place: placeAt(1n), jobId, amount: 1n, budget: 1n });
		expect(await settle(jobId, 1n)).toEqual([]);
		expect(await jobView(db(), jobId)).toBeNull();
	});

	it("have a settled job without a verified shard fail", async () => {
		const { jobId } = await runningJob(db());
		await expireJobs(db(), start + day);
		await recordArtifact(db(), { jobId, resultRoot, artifact: null }, start);
		await settle(jobId, 11n);
		expect(await jobView(db(), jobId)).toMatchObject({
			state: "failed",
			reason: "The deadline passed before every shard was verified.",
		});
	});

	it("close the escrow of a draft that was cancelled before its payment was seen", async () => {
		const draft = draftJob();
		await createDraft(db(), draft, { operator, now: start });
		expect(await cancelJob(db(), draft.jobId, "Never mind.", start)).toMatchObject({
			escrowed: false,
			earned: 0n,
		});
		await recordPosted(db(), postedEvent(draft), { operator, now: start });
		expect(await escrowsToClose(db())).toMatchObject([{ state: "cancelled", earned: 0n }]);
	});

	it("of another operator are not ours to close", async () => {
		const draft = draftJob();
		await createDraft(db(), draft, { operator, now: start });
		await recordPosted(db(), { ...postedEvent(draft), operator: client }, { operator, now: start });
		expect(await escrowsToClose(db())).toEqual([]);
	});

	it("that a reorganisation took away are undone, and settling is done again", async () => {
		const { jobId } = await verifiedJob();
		await finishJobs(db(), start);
		await recordArtifact(db(), { jobId, resultRoot, artifact: null }, start);
		await settle(jobId, 12n);
		const paid = { place: placeAt(13n), jobId, provider: walletOf("ada"), paid: 5n, total: 5n };
		await recordRedeemed(db(), paid);
		expect(await state(jobId)).toBe("settled");
		const rolled = await rollbackChain(db(), 12n, start);
		expect(rolled).toEqual({ jobs: [jobId], revoked: [] });
		expect(await jobView(db(), jobId)).toMatchObject({
			state: "settling",
			refunded: "0",
			redeemed: "0",
			earned: "2000",
			finishedAt: null,
		});
		expect(await escrowsToClose(db())).toHaveLength(1);
		await settle(jobId, 13n);
		expect(await state(jobId)).toBe("settled");
	});

	it("take a running job's payment away: it waits as a draft and goes on when mined anew", async () => {
		const draft = await runningJob(db(), { shards: 2 });
		const { jobId } = draft;
		const [ada, bob] = await providers(db(), 2);
		if (!ada || !bob) throw new Error("There are two.");
		await submit(db(), ada, await ask(db(), ada), "same");
		const bobs = await ask(db(), bob);
		const rolled = await rollbackChain(db(), 10n, start);
		expect(rolled.revoked.map(({ replicaId }) => replicaId)).toEqual(
			bobs.map(({ replicaId }) => replicaId),
		);
		expect(await jobView(db(), jobId)).toMatchObject({ state: "draft", escrowed: "0" });
		expect(await ask(db(), bob)).toEqual([]);
		await recordPosted(db(), postedEvent(draft, 11n), { operator, now: start });
		expect(await startJob(db(), jobId, start)).toBe(true);
		for (const who of [bob, ada, bob]) {
			await submit(db(), who, await ask(db(), who, 2), "same");
		}
		await judgeAll(db());
		expect(await finishJobs(db(), start)).toHaveLength(1);
		expect(await jobView(db(), jobId)).toMatchObject({ earned: "4000", shards: { verified: 2 } });
	});

	it("mined anew in another block replace what was recorded before", async () => {
		const draft = draftJob();
		await createDraft(db(), draft, { operator, now: start });
		const event = postedEvent(draft);
		await recordPosted(db(), event, { operator, now: start });
		const moved = { ...event.place, blockNumber: 20n, blockHash: `0x${"99".repeat(32)}` };
		await recordPosted(db(), { ...event, place: moved }, { operator, now: start });
		expect((await rollbackChain(db(), 15n, start)).jobs).toEqual([draft.jobId]);
		expect(await state(draft.jobId)).toBe("draft");
	});

	it("are behind a cursor that remembers 256 blocks and forgets those of a reorganisation", async () => {
		expect(await recentBlocks(db())).toEqual([]);
		const hash = (n: bigint) => `0x${n.toString(16).padStart(64, "0")}`;
		for (let n = 1n; n <= 260n; n++) {
			await advanceCursor(db(), { blockNumber: n, blockHash: hash(n) });
		}
		const blocks = await recentBlocks(db());
		expect(blocks).toHaveLength(256);
		expect(blocks[0]).toEqual({ blockNumber: 260n, blockHash: hash(260n) });
		await rollbackChain(db(), 259n, start);
		expect((await recentBlocks(db()))[0]?.blockNumber).toBe(258n);
		await advanceCursor(db(), { blockNumber: 258n, blockHash: hash(1n) });
		expect((await recentBlocks(db()))[0]?.blockHash).toBe(hash(1n));
	});

	it("belong to one chain and escrow, and the database to them", async () => {
		await bindChain(db(), { chainId: 1, escrow: client });
		await bindChain(db(), { chainId: 1, escrow: client });
		await expect(bindChain(db(), { chainId: 2, escrow: client })).rejects.toMatchObject({
			code: "CONFLICT",
		});
	});
});

import { emptyRoot, type JobId } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { resultRoot } from "../settling/resultRoot.ts";
import type { Db } from "./db.ts";
import { finishJobs } from "./finishJobs.ts";
import { linkWallet } from "./linkWallet.ts";
import { receiptPage } from "./receiptPage.ts";
import { receiptsHeader } from "./receiptsHeader.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	judgeAll,
	providers,
	runningJob,
	start,
	submit,
	walletOf,
} from "./testing/fixtures.ts";

/** A job of three shards: two providers answer all of them, a third holds leases besides. */
async function answeredJob(db: Db) {
	const { jobId } = await runningJob(db, { shards: 3, quorum: 2 });
	const [ada, bob, liar] = await providers(db, 3);
	if (!ada || !bob || !liar) throw new Error("There are three.");
	return { jobId, ada, bob, liar };
}

const indices = async (db: Db, jobId: JobId) =>
	(await receiptPage(db, jobId, { limit: 10 }))?.map(({ shardIndex }) => shardIndex);

describeStore("receipts", (db) => {
	it("don't tell of a shard before every replica of it has its verdict", async () => {
		const { jobId, ada, bob } = await answeredJob(db());
		expect(await receiptPage(db(), `0x${"9".repeat(64)}` as JobId, { limit: 5 })).toBeNull();
		const [first] = await ask(db(), ada);
		if (!first) throw new Error("There is a lease.");
		await submit(db(), ada, [first], "a");
		expect(await indices(db(), jobId)).toEqual([]);
		const [same] = await ask(db(), bob);
		if (!same) throw new Error("There is a lease.");
		await submit(db(), bob, [same], "a");
		expect(await indices(db(), jobId)).toEqual([]);
		await judgeAll(db());
		expect(await indices(db(), jobId)).toEqual([same.shardIndex]);
		expect((await receiptsHeader(db(), jobId))?.complete).toBe(false);
	});

	it("carry all replicas' evidence, page by page, and stay when a wallet is linked", async () => {
		const { jobId, ada, bob, liar } = await answeredJob(db());
		await submit(db(), liar, await ask(db(), liar, 1), "a lie");
		for (const who of [ada, bob]) await submit(db(), who, await ask(db(), who, 3), "a");
		await judgeAll(db());
		for (const who of [ada, bob]) await submit(db(), who, await ask(db(), who, 3), "a");
		await judgeAll(db());
		await finishJobs(db(), start);

		const receipts = await receiptPage(db(), jobId, { limit: 10 });
		expect(receipts).toHaveLength(3);
		const verdicts = receipts?.flatMap(({ replicas }) => replicas);
		expect(verdicts?.filter(({ verdict }) => verdict === "agreed")).toHaveLength(6);
		expect(verdicts?.filter(({ verdict }) => verdict === "disagreed")).toMatchObject([
			{ paid: "0", sessionKey: liar.sessionKey, distance: null },
		]);
		const second = await receiptPage(db(), jobId, { after: 0, limit: 1 });
		expect(second).toEqual(receipts?.slice(1, 2));

		const root = await resultRoot(db(), jobId);
		expect(root).not.toBe(emptyRoot);
		await linkWallet(
			db(),
			{ providerId: ada.providerId, wallet: walletOf("ada"), issuedAt: start },
			start,
		);
		expect(await resultRoot(db(), jobId)).toBe(root);
		const { header } = (await receiptsHeader(db(), jobId)) ?? {};
		expect(header).toMatchObject({ receipts: 3, earned: "6000", resultRoot: null });
	});

	it("make the root of nothing for a job that verified nothing", async () => {
		const { jobId } = await answeredJob(db());
		expect(await resultRoot(db(), jobId)).toBe(emptyRoot);
	});
});

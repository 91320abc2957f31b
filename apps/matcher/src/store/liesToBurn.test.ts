import { expect, it } from "vitest";
import { liesToBurn } from "./liesToBurn.ts";
import { recordSettled } from "./recordSettled.ts";
import { rollbackChain } from "./rollbackChain.ts";
import { describeStore } from "./testing/describeStore.ts";
import { digestOf, placeAt, start, type TestProvider, walletOf } from "./testing/fixtures.ts";
import { stakeAdded, stakeBurned, stakeOwner, stakeScene } from "./testing/stakeScene.ts";

const resultRoot = `0x${"77".repeat(32)}`;

describeStore("lies to burn", (db) => {
	const scene = stakeScene(db);
	const { stake, refuted } = scene;
	type JobId = Awaited<ReturnType<typeof refuted>>["jobId"];
	const settled = (jobId: JobId, crowd: readonly TestProvider[], block: bigint) =>
		scene.settled(jobId, crowd, block, async () => resultRoot);

	it("are those of settled jobs, of the largest stake, until the chain says that it was burned", async () => {
		const { jobId, liar, honest } = await refuted();
		for (const { providerId } of honest) await stake(providerId, 19n, stakeAdded(500n));
		await stake(liar.providerId, 20n, stakeAdded(5n), walletOf("other"));
		await stake(liar.providerId, 20n, stakeAdded(7n));
		expect(await liesToBurn(db(), start)).toEqual([]);
		await settled(jobId, honest, 30n);

		expect(await liesToBurn(db(), start - 1)).toEqual([]);
		const lies = await liesToBurn(db(), start);
		expect(lies).toMatchObject([
			{
				jobId,
				shardIndex: 0,
				providerId: liar.providerId,
				sessionKey: liar.sessionKey,
				digest: digestOf("a lie"),
				owner: stakeOwner,
				resultRoot,
			},
		]);
		await stake(liar.providerId, 40n, stakeBurned(jobId, 0, 4n));
		expect(await liesToBurn(db(), start)).toEqual([]);
		// A reorganisation takes the burning away, and then the settlement.
		await rollbackChain(db(), 40n, start);
		expect(await liesToBurn(db(), start)).toEqual(lies);
		await rollbackChain(db(), 30n, start);
		expect(await liesToBurn(db(), start)).toEqual([]);
	});

	it("are none where nothing is at stake any more, or wasn't when the job was settled", async () => {
		const { jobId, liar, honest } = await refuted();
		await stake(liar.providerId, 20n, stakeAdded(100n));
		await stake(liar.providerId, 21n, { kind: "notice", leaving: 100n, leavesAt: start });
		await settled(jobId, honest, 30n);
		expect(await liesToBurn(db(), start)).toHaveLength(1);
		await stake(liar.providerId, 31n, { kind: "withdrawn", amount: 0n });
		expect(await liesToBurn(db(), start)).toEqual([]);
		await stake(liar.providerId, 32n, stakeAdded(100n));
		expect(await liesToBurn(db(), start)).toEqual([]);
	});

	it("are none that the grid isn't sure of, or that it forgave", async () => {
		const { jobId, liar, honest } = await refuted();
		await stake(liar.providerId, 20n, stakeAdded(100n));
		await settled(jobId, honest, 30n);
		const withRow = async (change: string, back: string) => {
			await db().script(change);
			const lies = await liesToBurn(db(), start);
			await db().script(back);
			return lies.length;
		};
		const cornered = (is: boolean) => `update shards set cornered = ${is}`;
		expect(await withRow(cornered(true), cornered(false))).toBe(0);
		const alone = `update replicas set state = 'aborted'
			where state = 'agreed' and replica_id <> (select canonical_replica from shards)`;
		const together = "update replicas set state = 'agreed' where state = 'aborted'";
		expect(await withRow(alone, together)).toBe(0);
		const quarantine = `insert into family_quarantines (model, family, at) select model, family, 0
			from family_results where wrong`;
		expect(await withRow(quarantine, "delete from family_quarantines")).toBe(0);
		expect(await liesToBurn(db(), start)).toHaveLength(1);
	});

	it("are none of jobs with a fixed quorum, where a stake buys nothing", async () => {
		const { jobId, liar } = await refuted({ quorum: 2, maxReplicas: 4 });
		await stake(liar.providerId, 20n, stakeAdded(100n));
		const [shard] = await db().query("select state from shards");
		expect(shard).toEqual({ state: "verified" });
		const sums = { resultRoot, earned: 2_000n, refund: 3_000n };
		await recordSettled(db(), { place: placeAt(30n), jobId, ...sums }, start);
		expect(await liesToBurn(db(), start)).toEqual([]);
	});
});

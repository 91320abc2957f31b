import type { JobId, ProviderId } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { liesToBurn } from "./liesToBurn.ts";
import { recordArtifact } from "./recordArtifact.ts";
import { recordSettled } from "./recordSettled.ts";
import { recordStake, type StakeChange } from "./recordStake.ts";
import { rollbackChain } from "./rollbackChain.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	digestOf,
	judgeAll,
	placeAt,
	provider,
	runningJob,
	start,
	submit,
	type TestProvider,
	walletOf,
} from "./testing/fixtures.ts";
import { balanced, trustScene } from "./testing/trustScene.ts";

const owner = walletOf("owner");
const resultRoot = `0x${"77".repeat(32)}`;

describeStore("lies to burn", (db) => {
	const { seasoned, drawOnly, computeAll, settle } = trustScene(db);

	async function stake(providerId: ProviderId, block: bigint, change: StakeChange, by = owner) {
		await recordStake(db(), { place: placeAt(block), providerId, owner: by, change }, start);
	}
	const added = (amount: bigint): StakeChange => ({ kind: "added", amount });

	/** A newcomer lies about a shard; two established providers refute it, and the job's work is done. */
	async function refuted(options: Parameters<typeof runningJob>[1] = balanced) {
		const honest = await seasoned(["ada", "bob", "cyd"]);
		const liar = await provider(db(), "liar", {}, start, "block of liar");
		const { jobId } = await runningJob(db(), { ...options, shards: 1 });
		if (options.trust !== undefined) await drawOnly(jobId, [], 1);
		await submit(db(), liar, await ask(db(), liar), "a lie");
		await judgeAll(db());
		await computeAll(honest);
		return { jobId, liar, honest };
	}
	async function settled(jobId: JobId, crowd: readonly TestProvider[], block: bigint) {
		await settle(jobId, crowd, start);
		await recordArtifact(db(), { jobId, resultRoot, artifact: null }, start);
		const sums = { resultRoot, earned: 2_000n, refund: 3_000n };
		await recordSettled(db(), { place: placeAt(block), jobId, ...sums }, start);
	}

	it("are those of settled jobs, of the largest stake, until the chain says that it was burned", async () => {
		const { jobId, liar, honest } = await refuted();
		for (const { providerId } of honest) await stake(providerId, 19n, added(500n));
		await stake(liar.providerId, 20n, added(5n), walletOf("other"));
		await stake(liar.providerId, 20n, added(7n));
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
				owner,
				resultRoot,
			},
		]);
		await stake(liar.providerId, 40n, {
			kind: "burned",
			burned: 3n,
			amount: 4n,
			jobId,
			shardIndex: 0,
			message: "Burned.",
		});
		expect(await liesToBurn(db(), start)).toEqual([]);
		// A reorganisation takes the burning away, and then the settlement.
		await rollbackChain(db(), 40n, start);
		expect(await liesToBurn(db(), start)).toEqual(lies);
		await rollbackChain(db(), 30n, start);
		expect(await liesToBurn(db(), start)).toEqual([]);
	});

	it("are none where nothing is at stake any more, or wasn't when the job was settled", async () => {
		const { jobId, liar, honest } = await refuted();
		await stake(liar.providerId, 20n, added(100n));
		await stake(liar.providerId, 21n, { kind: "notice", leaving: 100n, leavesAt: start });
		await settled(jobId, honest, 30n);
		expect(await liesToBurn(db(), start)).toHaveLength(1);
		await stake(liar.providerId, 31n, { kind: "withdrawn", amount: 0n });
		expect(await liesToBurn(db(), start)).toEqual([]);
		await stake(liar.providerId, 32n, added(100n));
		expect(await liesToBurn(db(), start)).toEqual([]);
	});

	it("are none that the grid isn't sure of, or that it forgave", async () => {
		const { jobId, liar, honest } = await refuted();
		await stake(liar.providerId, 20n, added(100n));
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
		await stake(liar.providerId, 20n, added(100n));
		const [shard] = await db().query("select state from shards");
		expect(shard).toEqual({ state: "verified" });
		const sums = { resultRoot, earned: 2_000n, refund: 3_000n };
		await recordSettled(db(), { place: placeAt(30n), jobId, ...sums }, start);
		expect(await liesToBurn(db(), start)).toEqual([]);
	});
});

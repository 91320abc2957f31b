import type { Address, JobId, ProviderId } from "@tabgrid/protocol";
import { recordArtifact } from "../recordArtifact.ts";
import { recordSettled } from "../recordSettled.ts";
import { recordStake, type StakeChange } from "../recordStake.ts";
import type { StoreUnderTest } from "./describeStore.ts";
import {
	ask,
	type JobOptions,
	judgeAll,
	placeAt,
	provider,
	runningJob,
	start,
	submit,
	type TestProvider,
	walletOf,
} from "./fixtures.ts";
import { balanced, trustScene } from "./trustScene.ts";

export const stakeOwner = walletOf("owner");

/** What tests of stakes do with a store. */
export function stakeScene(db: StoreUnderTest) {
	const { seasoned, drawOnly, computeAll, settle } = trustScene(db);

	/** Records what happened to a stake, in a block. */
	async function stake(
		providerId: ProviderId,
		block: bigint,
		change: StakeChange,
		owner: Address = stakeOwner,
	): Promise<void> {
		await recordStake(db(), { place: placeAt(block), providerId, owner, change }, start);
	}

	/** A newcomer lies about all shards of a job; established providers refute each. */
	async function refuted(options: JobOptions = balanced, shards = 1) {
		const honest = await seasoned(["ada", "bob", "cyd"]);
		const liar = await provider(db(), "liar", {}, start, "block of liar");
		const { jobId } = await runningJob(db(), { ...options, shards });
		if (options.trust !== undefined) await drawOnly(jobId, [], shards);
		await submit(db(), liar, await ask(db(), liar, shards), "a lie");
		await judgeAll(db());
		await computeAll(honest);
		return { jobId, liar, honest };
	}

	/** Settles a job as the matcher and the chain do. */
	async function settled(
		jobId: JobId,
		crowd: readonly TestProvider[],
		block: bigint,
		rootOf: () => Promise<string>,
	): Promise<void> {
		await settle(jobId, crowd, start);
		const resultRoot = await rootOf();
		await recordArtifact(db(), { jobId, resultRoot, artifact: null }, start);
		const sums = { resultRoot, earned: 2_000n, refund: 3_000n };
		await recordSettled(db(), { place: placeAt(block), jobId, ...sums }, start);
	}

	return { stake, refuted, settled };
}

/** That so much is at stake now; minor units. */
export const stakeAdded = (amount: bigint): StakeChange => ({ kind: "added", amount });

/** That all but `amount` was burned for a shard. */
export const stakeBurned = (jobId: JobId, shardIndex: number, amount: bigint): StakeChange => ({
	kind: "burned",
	burned: 100n,
	amount,
	jobId,
	shardIndex,
	message: `A stake was burned for a refuted result of shard ${shardIndex}.`,
});

import { checkDraw, type JobId } from "@tabgrid/protocol";
import fc from "fast-check";
import { hexToBytes } from "viem";
import { expect, it } from "vitest";
import { advanceCursor } from "./advanceCursor.ts";
import { bindChain } from "./bindChain.ts";
import { bindStakes, stakesBehind, stakesCaughtUp } from "./bindStakes.ts";
import { jobEvents } from "./jobEvents.ts";
import { providerStakes } from "./providerStakes.ts";
import { providerView } from "./providerView.ts";
import { recordStake, type StakeChange } from "./recordStake.ts";
import { rollbackChain } from "./rollbackChain.ts";
import { describeStore } from "./testing/describeStore.ts";
import { emptyTables } from "./testing/emptyTables.ts";
import {
	ask,
	day,
	judgeAll,
	placeAt,
	provider,
	runningJob,
	start,
	submit,
	walletOf,
} from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";
import { balanced, trustScene } from "./testing/trustScene.ts";

const owner = walletOf("owner");
const other = walletOf("other");

describeStore("stakes", (db) => {
	const scene = trustScene(db);

	/** Records a change, one block after the last unless told. */
	let block = 100n;
	async function happened(
		{ providerId }: Pick<Awaited<ReturnType<typeof provider>>, "providerId">,
		change: StakeChange,
		by = owner,
	) {
		block += 1n;
		const event = { place: placeAt(block), providerId, owner: by, change };
		await recordStake(db(), event, start);
		return event;
	}
	const burn = (jobId: JobId, burned: bigint, amount: bigint): StakeChange => ({
		kind: "burned",
		amount,
		burned,
		jobId,
		shardIndex: 3,
		message: "A stake was burned for a refuted result of shard 3.",
	});
	const leavesAt = start + 7 * day;

	it("follow from the chain's events, recorded once or twice, before the provider and after", async () => {
		const ada = await provider(db(), "ada");
		const stranger = { providerId: ada.providerId.replaceAll(/./g, "7") as typeof ada.providerId };
		await happened(stranger, { kind: "added", amount: 5n });
		expect(await providerStakes(db(), stranger.providerId)).toMatchObject([{ amount: "5" }]);

		const { jobId } = await runningJob(db());
		const events = [
			await happened(ada, { kind: "added", amount: 300n }),
			await happened(ada, { kind: "added", amount: 900n }, other),
			await happened(ada, { kind: "notice", leaving: 200n, leavesAt }),
			await happened(ada, burn(jobId, 150n, 150n)),
		];
		for (const event of events) await recordStake(db(), event, start);
		const stakes = (await providerView(db(), ada.providerId, start)).stakes;
		expect(stakes).toEqual([
			{ owner: other, amount: "900", leaving: "0", leavesAt: null, burned: "0" },
			// A burning takes from what is leaving, too.
			{ owner, amount: "150", leaving: "150", leavesAt, burned: "150" },
		]);
		const told = (await jobEvents(db(), jobId)).filter(({ kind }) => kind === "stakeBurned");
		expect(told).toMatchObject([
			{ message: "A stake was burned for a refuted result of shard 3." },
		]);

		await happened(ada, { kind: "added", amount: 350n });
		await happened(ada, { kind: "notice", leaving: 0n, leavesAt: 0 });
		await happened(ada, { kind: "notice", leaving: 350n, leavesAt });
		await happened(ada, { kind: "withdrawn", amount: 0n });
		expect(await providerStakes(db(), ada.providerId)).toContainEqual({
			owner,
			amount: "0",
			leaving: "0",
			leavesAt: null,
			burned: "150",
		});
		expect(await violations(db())).toEqual({});
	});

	it("are as they were when a reorganisation takes events away, and the job's log says so", async () => {
		const ada = await provider(db(), "ada");
		const { jobId } = await runningJob(db());
		await happened(ada, { kind: "added", amount: 300n });
		await happened(ada, { kind: "notice", leaving: 200n, leavesAt });
		const before = await providerStakes(db(), ada.providerId);
		const burned = await happened(ada, burn(jobId, 250n, 50n));
		await happened(ada, { kind: "added", amount: 1n }, other);
		expect(await providerStakes(db(), ada.providerId)).toHaveLength(2);

		const { jobs } = await rollbackChain(db(), burned.place.blockNumber, start);
		expect(jobs).toEqual([jobId]);
		expect(await providerStakes(db(), ada.providerId)).toEqual(before);
		expect((await jobEvents(db(), jobId)).at(-1)).toMatchObject({ kind: "rollback" });

		// The same transaction in another block counts once.
		await recordStake(db(), burned, start);
		const place = { ...placeAt(burned.place.blockNumber + 5n), txHash: burned.place.txHash };
		await recordStake(db(), { ...burned, place }, start);
		expect(await providerStakes(db(), ada.providerId)).toEqual([
			{ owner, amount: "50", leaving: "50", leavesAt, burned: "250" },
		]);
	});

	it("are what the contract's own rules make of any events, in whatever order they are read", async () => {
		const act = fc.oneof(
			fc.record({ kind: fc.constant("added" as const), by: fc.bigInt(1n, 100n) }),
			fc.record({ kind: fc.constant("notice" as const), by: fc.bigInt(0n, 100n) }),
			fc.record({ kind: fc.constant("withdrawn" as const), by: fc.constant(0n) }),
			fc.record({ kind: fc.constant("burned" as const), by: fc.bigInt(1n, 100n) }),
		);
		const ada = await provider(db(), "ada");
		const { jobId } = await runningJob(db());
		await fc.assert(
			fc.asyncProperty(
				fc.array(act, { minLength: 1, maxLength: 8 }),
				fc.nat(),
				async (acts, turn) => {
					await db().script("delete from stake_events; delete from stakes;");
					// As ProviderStakes.sol.
					let [amount, leaving, burned] = [0n, 0n, 0n];
					const changes: StakeChange[] = [];
					for (const { kind, by } of acts) {
						if (kind === "added") {
							amount += by;
							changes.push({ kind, amount });
						} else if (kind === "notice") {
							leaving = by === 0n || leaving + by > amount ? 0n : leaving + by;
							changes.push({ kind, leaving, leavesAt: leaving === 0n ? 0 : leavesAt });
						} else if (kind === "withdrawn") {
							amount -= leaving;
							leaving = 0n;
							changes.push({ kind, amount });
						} else if (amount > 0n) {
							const lost = by < amount ? by : amount;
							amount -= lost;
							burned += lost;
							if (leaving > amount) leaving = amount;
							changes.push(burn(jobId, lost, amount));
						}
					}
					const events = changes.map((change, at) => ({
						place: placeAt(200n + BigInt(at)),
						providerId: ada.providerId,
						owner,
						change,
					}));
					const from = turn % (events.length + 1);
					for (const event of [...events.slice(from), ...events.slice(0, from)])
						await recordStake(db(), event, start);
					const [stake] = await providerStakes(db(), ada.providerId);
					expect(stake ?? { amount: "0", leaving: "0", burned: "0" }).toMatchObject({
						amount: String(amount),
						leaving: String(leaving),
						burned: String(burned),
					});
				},
			),
			{ numRuns: 25 },
		);
	});

	it("of a hundred prices have a provider checked a third less, of one minor unit less not", async () => {
		const hundredPrices = 100_000n;
		// An established provider's least chance is 1.5 %, or 1 %, and 1 ÷ 501 for its 500 checks.
		const [staked, unstaked] = [0.01 + 1 / 501, 0.015 + 1 / 501];
		const secret = secretOf((draw) => draw > staked && draw < unstaked);
		let deadlineAt = start + day;
		const chanceWith = async (...changes: [StakeChange, typeof owner][]) => {
			await db().script(emptyTables);
			const [ada] = await scene.seasoned(["ada"]);
			if (ada === undefined) throw new Error("There is ada.");
			for (const [change, by] of changes) await happened(ada, change, by);
			const { jobId } = await runningJob(db(), { ...balanced, shards: 1, deadlineAt });
			await db().query("update jobs set audit_secret = $2 where job_id = $1", [jobId, secret]);
			await submit(db(), ada, await ask(db(), ada), "true");
			const [judged] = await judgeAll(db());
			const [shard] = await db().query<{ chance: number }>(
				"select check_chance as chance from shards",
			);
			expect(await violations(db())).toEqual({});
			return [judged?.state, shard?.chance];
		};
		const close = (value: number) => expect.closeTo(value, 9);
		const added = (amount: bigint): StakeChange => ({ kind: "added", amount });

		expect(await chanceWith([added(hundredPrices), owner])).toEqual(["verified", close(staked)]);
		const checked = ["running", close(unstaked)];
		expect(await chanceWith()).toEqual(checked);
		expect(await chanceWith([added(hundredPrices - 1n), owner])).toEqual(checked);
		// What is leaving doesn't speak for it, and two owners' halves aren't one's whole.
		const notice = { kind: "notice", leaving: 1n, leavesAt } as const;
		expect(await chanceWith([added(hundredPrices), owner], [notice, owner])).toEqual(checked);
		const half = added(hundredPrices / 2n);
		expect(await chanceWith([half, owner], [half, other])).toEqual(checked);
		expect(await chanceWith([half, owner], [added(hundredPrices), other])).toEqual([
			"verified",
			close(staked),
		]);
		// Of a job that may end after the notice is over it could be taken away.
		deadlineAt = start + 5 * day;
		expect(await chanceWith([added(hundredPrices), owner])).toEqual(["verified", close(staked)]);
		deadlineAt += 1_000;
		expect(await chanceWith([added(hundredPrices), owner])).toEqual(checked);
	});

	it("are read anew when they are of another contract than before, or are new to the grid", async () => {
		const ada = await provider(db(), "ada");
		const [first, second] = [walletOf("first contract"), walletOf("second contract")];
		await bindChain(db(), { chainId: 31_337, escrow: walletOf("escrow") });
		await advanceCursor(db(), { blockNumber: 50n, blockHash: "0x50" });
		await bindStakes(db(), null);
		expect(await stakesBehind(db())).toBe(false);

		await bindStakes(db(), first);
		expect(await stakesBehind(db())).toBe(true);
		await happened(ada, { kind: "added", amount: 9n });
		await stakesCaughtUp(db(), first);
		await bindStakes(db(), first);
		expect(await stakesBehind(db())).toBe(false);
		expect(await providerStakes(db(), ada.providerId)).toHaveLength(1);

		await bindStakes(db(), second);
		expect(await stakesBehind(db())).toBe(true);
		expect(await providerStakes(db(), ada.providerId)).toEqual([]);
		await stakesCaughtUp(db(), first); // a matcher with the old settings
		expect(await stakesBehind(db())).toBe(true);

		await bindStakes(db(), null);
		await bindStakes(db(), second);
		expect(await stakesBehind(db())).toBe(true);
	});
});

/** A job's secret whose draw for shard 0 fits. */
function secretOf(fits: (draw: number) => boolean): string {
	for (let salt = 0; ; salt++) {
		const secret = `0x${salt.toString(16).padStart(64, "0")}` as const;
		if (fits(checkDraw(hexToBytes(secret), 0))) return secret;
	}
}

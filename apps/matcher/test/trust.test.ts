import { checkReceipts, JobEventList, type JobId, ProviderView } from "@tabgrid/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getJson } from "./harness/api.ts";
import { lie } from "./harness/lie.ts";
import { testClient, untilJob, viewJob } from "./harness/postJob.ts";
import { putAtStake, stakeOwner, stakesOnChain } from "./harness/stakes.ts";
import { startGrid, type TestGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";
import { until, untilLogged } from "./harness/until.ts";

/** Prices of a replica, as all jobs here have it. */
const price = 1_000n;
/** What a lie burns. */
const perLie = 100n * price;
const atStake = 1_000n * perLie;

let grid: TestGrid;
/** Who was found out in the first test, and an honest one with as much at stake. */
let staked: { liar: TestProvider; lies: number; jobId: JobId; honest: TestProvider } | undefined;
beforeAll(async () => {
	grid = await startGrid({
		TRUST_MATURITY_MS: "200",
		TRUST_PATIENCE_MS: "2000",
		TRUST_PROXY: "true",
		// The grid takes stakes only later.
		STAKES_ADDRESS: "",
	});
});
afterAll(() => grid.stop());

const account = (provider: TestProvider) =>
	getJson(`${grid.url}/providers/${provider.providerId}`, ProviderView);

async function* fileOf(url: string) {
	const response = await fetch(url);
	yield new Uint8Array(await response.arrayBuffer());
}

it("earns trust, computes once, and looks back at a sleeper whose lies are repaired and never paid", async () => {
	let turned = false;
	let lies = 0;
	const sleeper = await TestProvider.start(grid, {
		address: "203.0.113.1",
		capacity: 2,
		alter(output) {
			if (!turned) return output;
			lies += 1;
			return lie(output);
		},
	});
	const honest = await Promise.all(
		[2, 3, 4, 5].map((place) =>
			TestProvider.start(grid, { address: `198.51.${place}.1`, capacity: 2 }),
		),
	);
	const client = testClient(grid);
	const policy = { quorum: 2, maxReplicas: 6, trust: "balanced" } as const;
	try {
		// All are new: everything is computed twice at least, and that makes a record.
		const first = await client.post({ rowsPerShard: 1, policy });
		const learned = await untilJob(grid, first.jobId, "settled", "failed");
		expect(learned).toMatchObject({ state: "settled", shards: { verified: learned.shardTotal } });
		expect(learned.replicas.agreed).toBeGreaterThanOrEqual(2 * learned.shardTotal);
		expect((await account(sleeper)).trust).toMatchObject({ established: true, suspended: null });

		const [one] = honest;
		if (one === undefined) throw new Error("There are honest ones.");
		for (const { providerId } of [sleeper, one]) await putAtStake(grid, providerId, atStake);
		const second = await client.post({ rowsPerShard: 1, policy });
		turned = true;
		const repaired = await untilJob(grid, second.jobId, "settled", "failed");
		expect(repaired).toMatchObject({ state: "settled", shards: { verified: repaired.shardTotal } });
		expect(repaired.artifact?.digest).toBe(learned.artifact?.digest);
		expect(lies).toBeGreaterThan(1);
		expect(repaired.trust?.lookedBack).toBeGreaterThan(0);
		const caught = await account(sleeper);
		expect(caught.trust).toMatchObject({ established: false, suspended: { reason: "wrong" } });
		expect(caught.replicas.disagreed).toBe(lies);
		expect(caught).toMatchObject({ pending: "0", earned: String(1_000 * caught.replicas.agreed) });

		staked = { liar: sleeper, lies, jobId: second.jobId, honest: one };

		// Those who are left compute nearly everything once, and are paid in full.
		const third = await client.post({ rowsPerShard: 1, policy });
		const cheap = await untilJob(grid, third.jobId, "settled", "failed");
		expect(cheap.artifact?.digest).toBe(learned.artifact?.digest);
		expect(cheap.replicas.agreed / cheap.shardTotal).toBeLessThan(1.5);
		expect(cheap.replicas.disagreed).toBe(0);
		for (const provider of honest) {
			const { replicas, earned, pending, trust } = await account(provider);
			expect([replicas.disagreed, pending, trust.established]).toEqual([0, "0", true]);
			expect(earned).toBe(String(1_000 * replicas.agreed));
		}
		for (const { jobId } of [first, second, third]) {
			const report = await checkReceipts(fileOf(`${grid.url}/jobs/${jobId}/receipts/file`));
			expect(report.problems).toEqual([]);
			expect(String(report.earned)).toBe((await viewJob(grid, jobId)).earned);
		}
	} finally {
		for (const provider of [sleeper, ...honest]) provider.close();
	}
}, 240_000);

it("burns a hundred prices for each lie once, over a killed matcher and a reorganisation", async () => {
	if (staked === undefined) throw new Error("Nobody was found out.");
	const { liar, lies, jobId, honest } = staked;
	const stake = (lost: bigint) => ({
		owner: stakeOwner,
		amount: String(atStake - lost),
		leaving: "0",
		leavesAt: null,
		burned: String(lost),
	});
	const all = BigInt(lies) * perLie;
	const allBurned = () =>
		until(`${lies} lies are burned for`, async () => {
			const { burned } = await stakesOnChain(grid, liar.providerId);
			const [known] = (await account(liar)).stakes;
			return burned.length >= lies && known?.burned === String(all) && burned;
		});

	// The grid begins to take stakes, and is killed between sending the first burning and hearing of it.
	const burning = { STAKES_ADDRESS: grid.stakes, STAKE_BURN_DELAY_MS: "0" };
	await grid.chain.setAutomine(false);
	await grid.restart("SIGTERM", burning);
	await until("it is sent", async () => (await grid.chain.getTxpoolStatus()).pending > 0);
	await grid.end("SIGKILL");
	await grid.chain.setAutomine(true);
	await grid.chain.mine({ blocks: 1 });
	await grid.restart("SIGKILL", burning);
	const burned = await allBurned();
	expect(new Set(burned.map(({ shard }) => shard)).size).toBe(lies);
	expect((await account(liar)).stakes).toEqual([stake(all)]);
	expect((await account(honest)).stakes).toEqual([stake(0n)]);

	const [first] = burned;
	if (first === undefined) throw new Error("There are lies.");
	await grid.reorganise(Number((await grid.chain.getBlockNumber()) - first.blockNumber) + 1);
	await grid.chain.mine({ blocks: 2 });
	await untilLogged(grid, "The chain was reorganised");
	const again = await allBurned();
	expect(new Set(again.map(({ shard }) => shard)).size).toBe(lies);
	expect((await stakesOnChain(grid, liar.providerId)).amount).toBe(atStake - all);
	expect((await stakesOnChain(grid, honest.providerId)).burned).toEqual([]);

	const { events } = await getJson(`${grid.url}/jobs/${jobId}/events`, JobEventList);
	const told = events.filter(({ kind }) => kind === "stakeBurned");
	expect(told.length).toBeGreaterThanOrEqual(lies);
	expect(told[0]?.message).toMatch(/^A stake of 0.1 tUSD was burned for a refuted result of shard/);
}, 240_000);

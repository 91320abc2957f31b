import { setTimeout } from "node:timers/promises";
import { EscrowJobState, jobEscrowAbi } from "@tabgrid/contracts";
import { Health, type JobId } from "@tabgrid/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit, expectSettled } from "../harness/audit.ts";
import { testClient, untilJob, viewJob } from "../harness/postJob.ts";
import { startGrid, type TestGrid } from "../harness/startGrid.ts";
import { TestProvider } from "../harness/TestProvider.ts";
import { until, untilLogged } from "../harness/until.ts";

const outageMs = 20_000;

describe("a chain that can't be relied on", () => {
	let grid: TestGrid;
	let providers: TestProvider[] = [];
	beforeAll(async () => {
		grid = await startGrid({}, undefined, { keepChain: true });
		providers = await Promise.all([1, 2].map(() => TestProvider.start(grid)));
	});
	afterAll(async () => {
		for (const provider of providers) provider.close();
		await grid.stop();
	});
	const escrowOf = (jobId: JobId) =>
		grid.chain.readContract({
			address: grid.escrow,
			abi: jobEscrowAbi,
			functionName: "job",
			args: [jobId as `0x${string}`],
		});

	it("is gone for twenty seconds: the work goes on, and the job is settled once it is back", async () => {
		const { jobId } = await testClient(grid).post({ rowsPerShard: 4 });
		await untilJob(grid, jobId, "running");
		const startChain = await grid.endChain();
		const goneSince = performance.now();
		const done = await until("all shards are verified", async () => {
			const job = await viewJob(grid, jobId);
			return job.shards.verified === job.shardTotal && job;
		});
		expect(done.state).not.toBe("settled");
		const health = await until("the matcher says so", async () => {
			const response = await fetch(`${grid.url}/healthz`);
			const found = Health.parse(await response.json());
			return !found.chain && { ...found, status: response.status };
		});
		expect(health).toMatchObject({ status: 503, database: true, blobs: true });
		// The outage itself: long enough for retries to slow down to their slowest.
		await setTimeout(outageMs - (performance.now() - goneSince));
		await startChain();
		expectSettled(await untilJob(grid, jobId, "settled", "failed"));
		await untilLogged(grid, "The chain could not be read; trying again.");
		await untilLogged(grid, "The chain's node answers again.");
	});

	it("is reorganised by three blocks, the settlement among them: it is settled again, and paid once", async () => {
		const { jobId } = await testClient(grid).post({ rowsPerShard: 16 });
		const before = await untilJob(grid, jobId, "settled", "failed");
		await grid.chain.mine({ blocks: 2 });
		await grid.reorganise(3);
		expect((await escrowOf(jobId)).state).toBe(EscrowJobState.Open);
		await until("it is settled on the new chain", async () => {
			return (await escrowOf(jobId)).state === EscrowJobState.Settled;
		});
		const after = await untilJob(grid, jobId, "settled");
		expectSettled(after);
		expect(after).toMatchObject({ earned: before.earned, refunded: before.refunded });
		const settlements = await grid.chain.getContractEvents({
			address: grid.escrow,
			abi: jobEscrowAbi,
			eventName: "JobSettled",
			args: { jobId: jobId as `0x${string}` },
			fromBlock: 0n,
		});
		expect(settlements).toHaveLength(1);
		await untilLogged(grid, "The chain was reorganised: events are rolled back.");
		await audit(
			grid,
			providers.flatMap(({ acknowledged }) => [...acknowledged]),
		);
	});
});

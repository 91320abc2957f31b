import { jobEscrowAbi } from "@tabgrid/contracts";
import { checkReceipts, type JobView, ProviderView } from "@tabgrid/protocol";
import { afterEach, describe, expect, it } from "vitest";
import { getJson } from "./harness/api.ts";
import { testClient, untilJob, viewJob } from "./harness/postJob.ts";
import { startGrid, type TestGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";
import { until } from "./harness/until.ts";

describe("the matcher is killed with SIGKILL", () => {
	let grid: TestGrid;
	let providers: TestProvider[] = [];
	const price = 1_000n;

	afterEach(async () => {
		for (const provider of providers) provider.close();
		await grid.stop();
	});

	const begin = async (rowsPerShard: number) => {
		grid = await startGrid({ DISCONNECT_GRACE_MS: "2000" });
		providers = await Promise.all([1, 2, 3].map(() => TestProvider.start(grid, { capacity: 3 })));
		return testClient(grid).post({ rowsPerShard, pricePerReplica: String(price) });
	};

	it("between sending `settle` and hearing of it: the job is settled once", async () => {
		const { jobId } = await begin(32);
		await until(
			"shards are verified",
			async () => (await viewJob(grid, jobId)).shards.verified > 0,
		);
		await grid.chain.setAutomine(false);
		await until("settle is sent", async () => {
			const { pending } = await grid.chain.getTxpoolStatus();
			return pending > 0;
		});
		await grid.restart("SIGKILL");
		await grid.chain.setAutomine(true);
		await grid.chain.mine({ blocks: 1 });
		const job = await untilJob(grid, jobId, "settled", "failed");
		await expectExactMoney(job);
		const settled = await grid.chain.getContractEvents({
			address: grid.escrow,
			abi: jobEscrowAbi,
			eventName: "JobSettled",
			fromBlock: 0n,
		});
		expect(settled).toHaveLength(1);
		// The root was sent before the crash; receipts read after it still make the same.
		const file = await fetch(`${grid.url}/jobs/${jobId}/receipts/file`);
		if (file.body === null) throw new Error("The file has no body.");
		const report = await checkReceipts(file.body);
		expect(report.problems).toEqual([]);
		expect(settled[0]?.args.resultRoot).toBe(report.root);
	});

	async function expectExactMoney(job: JobView): Promise<void> {
		const agreed = BigInt(job.replicas.agreed);
		expect(agreed).toBe(2n * BigInt(job.shardTotal));
		expect(BigInt(job.earned)).toBe(agreed * price);
		expect(BigInt(job.earned) + BigInt(job.refunded)).toBe(BigInt(job.escrowed));
		const totals = await Promise.all(
			providers.map(({ providerId }) =>
				getJson(`${grid.url}/providers/${providerId}`, ProviderView),
			),
		);
		const paid = totals.reduce((sum, { earned }) => sum + BigInt(earned), 0n);
		expect(paid).toBe(BigInt(job.earned));
	}
});

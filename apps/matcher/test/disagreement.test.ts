import { ProviderView, TabgridError } from "@tabgrid/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { getJson } from "./harness/api.ts";
import { lie } from "./harness/lie.ts";
import { testClient, untilJob, viewJob } from "./harness/postJob.ts";
import { startGrid, type TestGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";
import { until } from "./harness/until.ts";

describe("providers that can't be trusted", () => {
	let grid: TestGrid;
	let providers: TestProvider[] = [];
	beforeAll(async () => {
		grid = await startGrid();
	});
	afterEach(() => {
		for (const provider of providers) provider.close();
		providers = [];
	});
	afterAll(() => grid.stop());

	const join = async (options: Parameters<typeof TestProvider.start>[1] = {}) => {
		const provider = await TestProvider.start(grid, options);
		providers.push(provider);
		return provider;
	};

	it("a lying provider is outvoted, unpaid, and the result is the honest one", async () => {
		const liar = await join({ alter: lie, capacity: 4 });
		const { jobId } = await testClient(grid).post();
		await until("the liar has lied", () => liar.acknowledged.size >= 4);
		const honest = [await join(), await join()];
		const job = await untilJob(grid, jobId, "settled", "failed");
		expect(job).toMatchObject({ state: "settled", shards: { verified: job.shardTotal } });
		expect(job.replicas.disagreed).toBeGreaterThanOrEqual(4);
		expect(BigInt(job.earned)).toBe(2_000n * BigInt(job.shardTotal));

		const summary = await getJson(`${grid.url}/providers/${liar.providerId}`, ProviderView);
		expect(summary).toMatchObject({ earned: "0", replicas: { agreed: 0 } });
		expect(summary.replicas.disagreed).toBe(job.replicas.disagreed);
		for (const { providerId } of honest) {
			const { earned } = await getJson(`${grid.url}/providers/${providerId}`, ProviderView);
			expect(BigInt(earned)).toBe(1_000n * BigInt(job.shardTotal));
		}
	});

	it("a result that is no tensor bundle makes its replica errored and costs nobody else", async () => {
		const { jobId } = await testClient(grid).post({ rowsPerShard: 32 });
		await untilJob(grid, jobId, "running");
		const garbler = await TestProvider.create(grid);
		providers.push(garbler);
		await garbler.connect();
		const { leases } = await garbler.ask(2);
		expect(leases).toHaveLength(2);
		const noise = new TextEncoder().encode("no tensors here");
		for (const lease of leases) await garbler.submit([await garbler.sign(lease, noise)]);
		await join();
		await join();
		const job = await untilJob(grid, jobId, "settled", "failed");
		expect(job).toMatchObject({ state: "settled", replicas: { errored: leases.length } });
		await until("the garbler was told", () => garbler.verdicts.length === leases.length);
		expect(garbler.verdicts.map(({ state }) => state)).toEqual(leases.map(() => "errored"));
	});

	it("a job whose every replica errors fails with a reason, and all of its money returns", async () => {
		const { jobId } = await testClient(grid).post({ rowsPerShard: 32 });
		const error = { code: "MODEL_FAILED", message: "The model divides by zero." };
		await until("the job has failed", async () => {
			const provider = await TestProvider.create(grid);
			await provider.connect();
			const { leases } = await provider.ask();
			for (const { replicaId } of leases) {
				// The job is stopped as soon as enough of them have failed: then the other leases are over.
				await provider.request("fail", { replicaId, error }, z.null()).catch(unlessLeaseOver);
			}
			provider.close();
			const { state } = await viewJob(grid, jobId);
			return state === "failed" || state === "settling";
		});
		const job = await until("the escrow is closed", async () => {
			const view = await viewJob(grid, jobId);
			return view.state === "failed" && view.txs.length > 1 ? view : undefined;
		});
		expect(job).toMatchObject({ earned: "0", refunded: job.escrowed, artifact: null });
		expect(job.reason).toMatch(/\w+ .*\./);
	});
});

function unlessLeaseOver(error: unknown): void {
	if (!(error instanceof TabgridError) || error.code !== "LEASE_OVER") throw error;
}

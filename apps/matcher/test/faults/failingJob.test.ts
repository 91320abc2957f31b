import { buildModel } from "@tabgrid/kernels/node";
import { JobEventList } from "@tabgrid/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { getJson } from "../harness/api.ts";
import { audit, expectSettled } from "../harness/audit.ts";
import { testClient, untilJob, viewJob } from "../harness/postJob.ts";
import { startGrid, type TestGrid } from "../harness/startGrid.ts";
import { TestProvider } from "../harness/TestProvider.ts";
import { until, untilLogged } from "../harness/until.ts";

/** Looks values up in a table of four; a place beyond it fails wherever the model runs. */
const lookUp = buildModel({
	name: "look up",
	inputs: [{ name: "x", dtype: "int64", dims: ["rows"] }],
	outputs: [{ name: "y", dtype: "float32", dims: ["rows"] }],
	nodes: [{ op: "Gather", inputs: ["table", "x"], outputs: ["y"] }],
	weights: { table: { dtype: "float32", dims: [4], data: new Uint8Array(16) } },
});
const places = (data: readonly number[]) => ({
	name: "x.json",
	bytes: new TextEncoder().encode(
		JSON.stringify({ x: { dtype: "int64", dims: [data.length], data } }),
	),
});

describe("a job that can't be computed, and one with a straggler", () => {
	let grid: TestGrid;
	let providers: TestProvider[] = [];
	beforeAll(async () => {
		grid = await startGrid({ TRUST_PROXY: "true", FAILING_JOB_NETWORKS: "2" });
	});
	afterEach(() => {
		for (const provider of providers) provider.close();
		providers = [];
	});
	afterAll(() => grid.stop());
	const working = async (address: string) => {
		const provider = await TestProvider.start(grid, { address });
		providers.push(provider);
		return provider;
	};
	const errorsOf = async (jobId: Parameters<typeof viewJob>[1]) =>
		(await viewJob(grid, jobId)).replicas.errored;

	it("is stopped when a second network finds so too, with the reason, and refunded at once", async () => {
		const files = { model: lookUp, inputs: [places(Array.from({ length: 16 }, () => 99))] };
		const { jobId } = await testClient(grid).post({ files, rowsPerShard: 2 });
		for (const host of [1, 2, 3]) await working(`203.0.113.${host}`);
		await until("three owners failed with it", async () => (await errorsOf(jobId)) >= 9);
		expect((await viewJob(grid, jobId)).state).toBe("running");
		await working("198.51.100.1");
		const job = await until("the money is back", async () => {
			const view = await viewJob(grid, jobId);
			return view.state === "failed" && view.refunded !== "0" && view;
		});
		expect(job).toMatchObject({ earned: "0", refunded: job.escrowed });
		expect(job.shards.failed).toBe(job.shardTotal);
		expect(job.reason).toMatch(/fails everywhere: \d+ providers in 2 networks .*MODEL_FAILED/);
		const { events } = await getJson(`${grid.url}/jobs/${jobId}/events`, JobEventList);
		expect(events.map(({ message }) => message)).toContain(job.reason);
		await untilLogged(grid, "A job fails everywhere; it is stopped.");
	});

	it("isn't held up by a straggler: an idle provider gets a spare replica, and is paid for it", async () => {
		const straggler = await TestProvider.create(grid, { capacity: 1 });
		providers.push(straggler);
		await straggler.connect();
		const { jobId } = await testClient(grid).post({ rowsPerShard: 8 });
		await untilJob(grid, jobId, "running");
		expect((await straggler.ask(1)).leases).toHaveLength(1);
		for (const host of [1, 2]) await working(`203.0.113.${host}`);
		const job = await untilJob(grid, jobId, "settled", "failed");
		expectSettled(job);
		// The straggler still holds its lease, of a minute at least, when the job ends.
		expect(job.replicas).toMatchObject({ agreed: 2 * job.shardTotal, expired: 0, aborted: 1 });
		await untilLogged(grid, "Slow shards near a job's end get a spare replica.");
		await audit(
			grid,
			providers.flatMap(({ acknowledged }) => [...acknowledged]),
		);
	});
});

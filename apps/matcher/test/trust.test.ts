import { checkReceipts, ProviderView } from "@tabgrid/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getJson } from "./harness/api.ts";
import { lie } from "./harness/lie.ts";
import { testClient, untilJob, viewJob } from "./harness/postJob.ts";
import { startGrid, type TestGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";

let grid: TestGrid;
beforeAll(async () => {
	grid = await startGrid({
		TRUST_MATURITY_MS: "200",
		TRUST_PATIENCE_MS: "2000",
		TRUST_PROXY: "true",
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

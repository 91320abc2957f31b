import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../src/store/testing/postgresServer.ts";
import { testClient, untilJob } from "./harness/postJob.ts";
import { startGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";
import { until } from "./harness/until.ts";

describe("a matcher over Postgres", () => {
	let postgres: PostgresServer | null;
	beforeAll(async () => {
		postgres = await startPostgres();
	});
	afterAll(() => postgres?.stop());

	it("settles a job over a SIGKILL, as over the embedded database", async (context) => {
		if (postgres === null) return context.skip("There is no Postgres on this machine.");
		const grid = await startGrid({ DATABASE_URL: await postgres.createDatabase() });
		const providers = await Promise.all([1, 2].map(() => TestProvider.start(grid)));
		const { jobId } = await testClient(grid).post();
		await until("results are acknowledged", () =>
			providers.some(({ acknowledged }) => acknowledged.size > 2),
		);
		await grid.restart("SIGKILL");
		const job = await untilJob(grid, jobId, "settled", "failed");
		expect(job).toMatchObject({ state: "settled", shards: { verified: job.shardTotal } });
		expect(BigInt(job.earned)).toBe(2_000n * BigInt(job.shardTotal));
		for (const provider of providers) provider.close();
		expect(await grid.stop()).toBe(0);
	});
});

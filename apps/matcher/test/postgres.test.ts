import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../src/store/testing/postgresServer.ts";
import { testClient, untilJob } from "./harness/postJob.ts";
import { startGrid } from "./harness/startGrid.ts";
import { TestProvider } from "./harness/TestProvider.ts";
import { until } from "./harness/until.ts";

const run = promisify(execFile);

/** Whether the tools of docs/operators.md are here. */
const hasBackupTools = () =>
	Promise.all(["pg_dump", "pg_restore"].map((tool) => run(tool, ["--version"]))).then(
		() => true,
		() => false,
	);

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

	it("settles a job from a backup that was made in the middle of it", async (context) => {
		if (postgres === null || !(await hasBackupTools())) {
			return context.skip("There is no Postgres with pg_dump on this machine.");
		}
		const database = await postgres.createDatabase();
		const grid = await startGrid({ DATABASE_URL: database });
		const first = await TestProvider.start(grid);
		const { jobId } = await testClient(grid).post();
		await until("results are acknowledged", () => first.acknowledged.size > 2);

		const dump = join(grid.folder, "tabgrid.dump");
		await run("pg_dump", ["--format=custom", `--file=${dump}`, `--dbname=${database}`]);
		await cp(join(grid.folder, "data"), join(grid.folder, "restored"), { recursive: true });
		const restored = await postgres.createDatabase();
		await run("pg_restore", ["--no-owner", `--dbname=${restored}`, dump]);
		first.close();
		await grid.restart("SIGKILL", {
			DATABASE_URL: restored,
			DATA_DIR: join(grid.folder, "restored"),
		});

		const others = await Promise.all([1, 2].map(() => TestProvider.start(grid)));
		const job = await untilJob(grid, jobId, "settled", "failed");
		expect(job).toMatchObject({ state: "settled", shards: { verified: job.shardTotal } });
		for (const provider of others) provider.close();
		expect(await grid.stop()).toBe(0);
	});
});

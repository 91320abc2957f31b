import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestLarge, Health, MissingBlobsReply } from "@tabgrid/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../../src/store/testing/postgresServer.ts";
import { postJson, putBlob } from "../harness/api.ts";
import { audit, expectSettled } from "../harness/audit.ts";
import { testClient, untilJob, viewJob } from "../harness/postJob.ts";
import { mountSmallDisk, type SmallDisk } from "../harness/smallDisk.ts";
import { startGrid, type TestGrid } from "../harness/startGrid.ts";
import { TestProvider } from "../harness/TestProvider.ts";
import { until, untilLogged } from "../harness/until.ts";

/** Room for the built-in models and the tests' inputs. */
const diskMiB = 64;

describe("storage that can't be relied on", () => {
	let folder: string;
	let postgres: PostgresServer | null;
	let disk: SmallDisk | null;
	let grid: TestGrid;
	let providers: TestProvider[] = [];
	const acknowledged = () => providers.flatMap((provider) => [...provider.acknowledged]);
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "tabgrid-storage-"));
		const dataDir = join(folder, "data");
		disk = await mountSmallDisk(join(dataDir, "blobs"), diskMiB);
		postgres = await startPostgres();
		if (postgres === null)
			console.warn("\n!!! Postgres is not installed: its restart is not tested. !!!\n");
		if (disk === null)
			console.warn(
				"\n!!! A disk can't be mounted here (root only): a full one is not tested. !!!\n",
			);
		grid = await startGrid({
			DATA_DIR: dataDir,
			MIN_LEASE_MS: "2000",
			...(postgres ? { DATABASE_URL: await postgres.createDatabase() } : {}),
		});
		providers = await Promise.all([1, 2, 3].map(() => TestProvider.start(grid, { capacity: 3 })));
	});
	afterAll(async () => {
		for (const provider of providers) provider.close();
		await grid.stop();
		await disk?.unmount();
		await postgres?.stop();
		await rm(folder, { recursive: true, force: true });
	});

	it("the blobs' disk is full: uploads are refused with the reason, results are kept, the job ends with room", async (context) => {
		if (disk === null) return context.skip("A disk can't be mounted here.");
		const client = testClient(grid);
		const draft = await client.draft({ rowsPerShard: 8 });
		await disk.fill();
		const upload = new Uint8Array(randomBytes(300_000));
		await expect(putBlob(grid.url, upload)).rejects.toMatchObject({
			code: "UNAVAILABLE",
			message: expect.stringContaining("disk is full"),
		});
		await client.fund(draft);
		const { jobId } = draft;
		await until("all shards are verified", async () => {
			const job = await viewJob(grid, jobId);
			return job.shards.verified === job.shardTotal;
		});
		await until("the matcher says why it can't go on", () =>
			grid.logs().includes("A job's result could not be built; trying again."),
		);
		expect((await viewJob(grid, jobId)).state).toBe("settling");

		await disk.empty();
		const digest = await digestLarge(upload);
		const asked = await postJson(
			`${grid.url}/blobs/missing`,
			{ digests: [digest] },
			MissingBlobsReply,
		);
		expect(asked.missing).toEqual([digest]);
		expect(await putBlob(grid.url, upload)).toBe(digest);
		const job = await untilJob(grid, jobId, "settled", "failed");
		expectSettled(job);
		expect(job.artifact).not.toBeNull();
		await untilLogged(grid, "The matcher's disk is full");
	});

	it("Postgres is restarted twice under load: what was acknowledged is there, and the job ends", async (context) => {
		if (postgres === null) return context.skip("There is no Postgres on this machine.");
		const { jobId } = await testClient(grid).post({ rowsPerShard: 1 });
		for (const results of [10, 60]) {
			await until(`${results} results are acknowledged`, () => acknowledged().length >= results);
			await postgres.restart();
		}
		expectSettled(await untilJob(grid, jobId, "settled", "failed"));
		await untilLogged(grid, "The matcher's database is away");
		const health = await fetch(`${grid.url}/healthz`);
		expect(Health.parse(await health.json())).toMatchObject({ database: true });
	});

	it("and the books are right after all that", () => audit(grid, acknowledged()));
});

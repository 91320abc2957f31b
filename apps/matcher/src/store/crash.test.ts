import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { launcher } from "@tabgrid/launch";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "./openStore.ts";
import { copyReadyFolder } from "./testing/openTestStore.ts";

const writer = new URL("./testing/crashingWriter.ts", import.meta.url).pathname;

describe("a store on disk", () => {
	let dataDir = "";
	let child: ChildProcess | undefined;
	beforeEach(async () => {
		dataDir = join(await mkdtemp(join(tmpdir(), "tabgrid-store-")), "db");
		await copyReadyFolder(dataDir);
	});
	afterEach(async () => {
		child?.kill("SIGKILL");
		await rm(join(dataDir, ".."), { recursive: true, force: true });
	});

	/** Starts the writer; answers what it acknowledged when it has acknowledged `steps` and was killed. */
	async function killAfter(steps: number): Promise<string[]> {
		const process_ = spawn(process.execPath, [launcher, writer, dataDir], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		child = process_;
		const gone = new Promise((resolve) => process_.once("exit", resolve));
		const said: string[] = [];
		for await (const line of createInterface({ input: process_.stdout })) {
			said.push(line);
			if (said.length === steps) process_.kill("SIGKILL");
		}
		await gone;
		return said;
	}

	it("keeps all that it acknowledged when its process is killed at any instant, and goes on", async () => {
		const acknowledged: string[] = [];
		for (const steps of [5, 23, 60]) {
			acknowledged.push(...(await killAfter(steps)));
			const db = await openStore({ dataDir });
			const replicas = await db.query<{ replica_id: string }>(
				"select replica_id from replicas where state in ('submitted', 'agreed')",
			);
			const kept = new Set(replicas.map(({ replica_id }) => `submitted ${replica_id}`));
			const lost = acknowledged.filter((line) => line.startsWith("submitted") && !kept.has(line));
			expect(lost).toEqual([]);
			const jobs = await db.query<{ job_id: string; verified: number; earned: string }>(
				"select job_id, verified, earned::text as earned from jobs order by id",
			);
			const names = jobs.map(({ job_id }) => `job ${job_id}`);
			expect(names).toEqual(
				expect.arrayContaining(acknowledged.filter((line) => /^job/.test(line))),
			);
			const verified = jobs.reduce((sum, job) => sum + job.verified, 0);
			const judged = acknowledged.filter((line) => line.startsWith("judged")).length;
			expect(verified).toBeGreaterThanOrEqual(judged);
			const [credits] = await db.query<{ sum: string; wrong: number }>(
				`select coalesce(sum(amount), 0)::text as sum,
					(select count(*)::integer from shards s where state = 'verified' and 2 <> (
						select count(*) from credits c where c.job = s.job and c.idx = s.idx)) as wrong
				 from credits`,
			);
			const earned = jobs.reduce((sum, job) => sum + BigInt(job.earned), 0n);
			expect(credits).toEqual({ sum: earned.toString(), wrong: 0 });
			await db.close();
		}
	});

	it("is made whole in a folder where its process was killed while it made it", async () => {
		const half = join(dataDir, "..", "half");
		await mkdir(join(half, "global"), { recursive: true });
		await writeFile(join(half, "global", "pg_control"), "half of it");
		const db = await openStore({ dataDir: half });
		expect(await db.query("select 1 as one")).toEqual([{ one: 1 }]);
		await db.close();
	});

	it("belongs to one process at a time, and to the next when that is killed", async () => {
		const db = await openStore({ dataDir });
		await expect(openStore({ dataDir })).rejects.toMatchObject({ code: "CONFLICT" });
		await db.close();
		expect(await killAfter(3)).toHaveLength(3);
		const next = await openStore({ dataDir });
		expect(await next.query("select 1 as one")).toEqual([{ one: 1 }]);
		await next.close();
	});
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { FolderInUseError, type Grid, startGrid } from "@tabgrid/scripts/grid";
import { fundedWallet, MatcherApi, postJob, readEscrowJob } from "@tabgrid/sdk";
import { classifierWork, pricePerReplica } from "../fixtures/jobs.ts";

let dir: string;
let grid: Grid | undefined;
test.beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), "tabgrid-restart-"));
});
test.afterEach(async () => {
	await grid?.stop();
	rmSync(dir, { recursive: true, force: true });
});

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

test("a grid that was stopped starts again where it was: addresses, chain, jobs and money", async () => {
	const first = await startGrid({ dir });
	grid = first;
	const api = new MatcherApi(first.matcherUrl);
	const client = await fundedWallet(api, first.rpcUrl);
	const posted = await postJob(api, client, {
		...(await classifierWork(16)),
		policy: { quorum: 2, maxReplicas: 3 },
		pricePerReplica,
	});
	const before = await readEscrowJob(client, first, posted.jobId);
	await expect.poll(async () => (await api.job(posted.jobId)).state).toBe("running");

	await expect(startGrid({ dir })).rejects.toThrow(FolderInUseError);

	const pids = Object.values(first.pids());
	expect(pids.filter(isAlive)).toEqual(pids);
	await first.stop();
	expect(pids.filter(isAlive)).toEqual([]);

	grid = await startGrid({ dir });
	expect(grid.webUrl).toBe(first.webUrl);
	expect(grid.matcherUrl).toBe(first.matcherUrl);
	expect(grid.rpcUrl).toBe(first.rpcUrl);
	expect(grid.escrow).toBe(first.escrow);
	expect((await api.job(posted.jobId)).state).toBe("running");
	expect(await readEscrowJob(client, grid, posted.jobId)).toEqual(before);
});

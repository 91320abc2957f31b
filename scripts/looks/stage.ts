import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { JobId, type ProviderId } from "@tabgrid/protocol";
import { MatcherApi } from "@tabgrid/sdk";
import { openProviders } from "../demo/openProviders.ts";
import { Progress } from "../demo/progress.ts";
import { runDemo } from "../demo/runDemo.ts";
import { demoMatcherEnv } from "../demo/trustingJob.ts";
import { type Grid, startGrid } from "../grid/index.ts";
import { stateFolder } from "../setup/paths.mjs";

/** A grid with something to look at: a settled job, and the provider that computed its first shard. */
export interface Stage {
	readonly webUrl: string;
	readonly jobId: JobId;
	/** A settled job with a trust policy. */
	readonly trustingJobId: JobId;
	readonly providerId: ProviderId;
	readonly grid: Grid;
	close(): Promise<void>;
}

/** Lines of the job: enough for every page to have something on it. */
const lines = 24;

/** Starts a private grid, lets three tabs compute the demo's job, and leaves the grid up without them. */
export async function setStage(): Promise<Stage> {
	const progress = new Progress(process.stderr);
	const folder = join(stateFolder, "looks");
	mkdirSync(folder, { recursive: true });
	const dir = mkdtempSync(join(folder, "grid-"));
	progress.step("Starting a grid and letting three tabs compute a job");
	const grid = await startGrid({
		dir,
		matcherEnv: demoMatcherEnv,
		onEvent: (sentence) => progress.note(sentence),
	});
	const close = async () => {
		await grid.stop();
		rmSync(dir, { recursive: true, force: true });
	};
	try {
		const tabs = await openProviders({
			webUrl: grid.webUrl,
			count: 3,
			backend: "wasm",
			onReady: (count) => progress.note(`tab ${count} of 3 is a provider`),
		});
		try {
			const { job, trusting } = await runDemo(grid, tabs, lines, progress);
			const jobId = JobId.parse(job);
			const trustingJobId = JobId.parse(trusting.job);
			const { replicas } = await new MatcherApi(grid.matcherUrl).shard(jobId, 0);
			const providerId = replicas[0]?.providerId;
			if (providerId === undefined) throw new Error("The job's first shard has no replica.");
			return { webUrl: grid.webUrl, jobId, trustingJobId, providerId, grid, close };
		} finally {
			await tabs.close();
		}
	} catch (error) {
		await close();
		throw error;
	}
}

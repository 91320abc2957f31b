import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobId } from "@tabgrid/protocol";
import { startGrid } from "@tabgrid/scripts/grid";
import { MatcherApi } from "@tabgrid/sdk";
import { ClientFleet } from "../matcher/ClientFleet.ts";
import { postBenchJob } from "../matcher/postBenchJob.ts";
import { percentile, rounded } from "../percentile.ts";
import { say } from "../say.ts";
import { measureJobPage } from "./jobPage.ts";
import { matcherMemory } from "./matcherMemory.ts";

/** Shards whose time is taken, of every job however large. */
const measuredShards = 900;
/** Reads of a kind, of which the median counts. */
const reads = 9;

/** Limits that a bench from one address would run into. */
const matcherEnv = {
	SOCKETS_PER_ADDRESS: "10000",
	SOCKET_MESSAGES_PER_SECOND: "100000",
	CHAIN_POLL_MS: "100",
	FAUCET_PER_HOUR: "1000",
};

/**
 * Jobs of growing size on one matcher: time per verified shard, what reading the job costs, and the
 * memory of the matcher and of the job's page.
 */
export async function benchScale({ shards: sizes }: { readonly shards: readonly number[] }) {
	const cases: Awaited<ReturnType<typeof measureSize>>[] = [];
	for (const shards of sizes) cases.push(await measureSize(shards));
	const [smallest] = cases;
	const largest = cases.at(-1);
	const ratio = (of: (measured: (typeof cases)[number]) => number) =>
		smallest && largest ? rounded(of(largest) / of(smallest)) : null;
	return {
		bench: "scale",
		// The largest job beside the smallest.
		msPerShardRatio: ratio(({ msPerShard }) => msPerShard),
		matcherMiBRatio: ratio(({ matcherMiB }) => matcherMiB),
		pageMiBRatio: ratio(({ pageMiB }) => pageMiB),
		cases,
	};
}

/** Each size has a grid of its own: what a size leaves behind must not count for the next. */
async function measureSize(shards: number) {
	const dir = await mkdtemp(join(tmpdir(), "tabgrid-bench-"));
	const grid = await startGrid({ dir, matcherEnv });
	try {
		const api = new MatcherApi(grid.matcherUrl);
		const began = performance.now();
		const jobId = await postBenchJob({ url: grid.matcherUrl, rpcUrl: grid.rpcUrl }, shards);
		const postMs = performance.now() - began;
		const msPerShard = await timePerShard(grid.matcherUrl, api, jobId);
		const viewMs = await median(() => api.job(jobId));
		const map = await api.shardMap(jobId);
		const mapMs = await median(() => api.shardMap(jobId));
		const page = await measureJobPage(grid.webUrl, jobId, shards);
		const figures = {
			shards,
			msPerShard: rounded(msPerShard),
			postSeconds: rounded(postMs / 1_000),
			jobViewMs: rounded(viewMs),
			shardMapMs: rounded(mapMs),
			shardMapKiB: rounded(JSON.stringify(map).length / 1_024),
			matcherMiB: rounded(await matcherMemory(grid.matcherUrl)),
			pageMiB: rounded(page.heapMiB),
			mapFrameP50Ms: rounded(page.frameP50Ms),
			mapFrameP95Ms: rounded(page.frameP95Ms),
			mapTaskMsPerFrame: rounded(page.taskMsPerFrame),
			mapFrameRatioToEmpty: rounded(page.frameP50Ms / page.emptyFrameP50Ms),
		};
		say(JSON.stringify(figures));
		return figures;
	} finally {
		await grid.stop();
		await rm(dir, { recursive: true, force: true });
	}
}

/** From the job's first verified shards to {@link measuredShards} more, under clients that compute nothing. */
async function timePerShard(url: string, api: MatcherApi, jobId: JobId): Promise<number> {
	const fleet = await ClientFleet.open(url, { connections: 20, processes: 1, batch: 16 });
	try {
		// Ends with the fleet: the time that it has is more than it needs.
		fleet.run({ warmupMs: 0, measureMs: 3_600_000, everyMs: null }).catch(() => {});
		const first = await verifiedAtLeast(api, jobId, 50);
		const last = await verifiedAtLeast(api, jobId, measuredShards);
		return (last.at - first.at) / (last.verified - first.verified);
	} finally {
		fleet.close();
	}
}

async function verifiedAtLeast(api: MatcherApi, jobId: JobId, wanted: number) {
	for (;;) {
		const { verified } = (await api.job(jobId)).shards;
		if (verified >= wanted) return { at: performance.now(), verified };
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

async function median(read: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let count = 0; count < reads; count++) {
		const from = performance.now();
		await read();
		times.push(performance.now() - from);
	}
	return percentile(times, 0.5);
}

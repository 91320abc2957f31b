import { planOnnxBatch, readGraph, readInputFiles } from "@tabgrid/kernels";
import { loadClassifierExample } from "@tabgrid/kernels/node";
import type { JobId } from "@tabgrid/protocol";
import { fundedWallet, MatcherApi, postJob, waitForJob } from "@tabgrid/sdk";
import { makeLiar, presetProvider } from "../browser/index.ts";
import type { Grid } from "../grid/index.ts";
import { openBrowser } from "./openBrowser.ts";

const limitMs = 180_000;
const pricePerReplica = 10_000n;

/** Jobs on examples/tiny-classifier that show what rarely happens. */
export interface RareJobs {
	/** Settled; a provider lied about its first shard. */
	readonly disputedJobId: JobId;
	/** Pinned to a backend that nobody there has: it waits. */
	readonly pinnedJobId: JobId;
}

/** Lets a liar and two honest tabs compute a job, and posts one for WebGPU alone. */
export async function makeRareJobs(grid: Grid): Promise<RareJobs> {
	const api = new MatcherApi(grid.matcherUrl);
	const client = await fundedWallet(api, grid.rpcUrl);
	const { model, inputs } = await loadClassifierExample();
	const graph = readGraph(model);
	const plan = planOnnxBatch(
		{ model: graph, inputs: readInputFiles(inputs, graph) },
		{ rowsPerShard: 8 },
	);
	const policy = { quorum: 2, maxReplicas: 4 };
	const work = { plan, model, policy, pricePerReplica };
	const browser = await openBrowser();
	try {
		const open = async (lies: boolean) => {
			const context = await browser.newContext({ baseURL: grid.webUrl });
			await presetProvider(context, { paused: false, intensity: 100, backend: "wasm" });
			if (lies) await makeLiar(context);
			await (await context.newPage()).goto("/");
		};
		const { jobId: disputedJobId } = await postJob(api, client, {
			...work,
			title: "A job with a liar",
		});
		// The liar is alone at first, so that it certainly takes part.
		await open(true);
		const taken = ({ replicas }: { replicas: { submitted: number } }) => replicas.submitted > 0;
		await waitForJob(api, disputedJobId, { limitMs }, taken);
		await open(false);
		await open(false);
		await waitForJob(api, disputedJobId, { limitMs });
		const { jobId: pinnedJobId } = await postJob(api, client, {
			...work,
			title: "For WebGPU alone",
			backend: "webgpu",
		});
		return { disputedJobId, pinnedJobId };
	} finally {
		await browser.close();
	}
}

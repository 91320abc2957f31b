import { planOnnxBatch, readGraph, readInputFiles } from "@tabgrid/kernels";
import { loadClassifierExample } from "@tabgrid/kernels/node";
import { canonicalJson, digestLarge, type JobId } from "@tabgrid/protocol";
import { fundedWallet, MatcherApi, postUploadedJob } from "@tabgrid/sdk";

/**
 * Posts and pays a job of so many shards, and waits until it runs. All shards share one input, since
 * providers of the bench don't fetch it; each has an output of its own.
 */
export async function postBenchJob(
	grid: { readonly url: string; readonly rpcUrl: string },
	shards: number,
): Promise<JobId> {
	const api = new MatcherApi(grid.url);
	const wallet = await fundedWallet(api, grid.rpcUrl);
	const example = await loadClassifierExample();
	const graph = readGraph(example.model);
	const inputs = readInputFiles(example.inputs, graph);
	const plan = planOnnxBatch({ model: graph, inputs }, { rowsPerShard: 8 });
	const [first] = plan.shards();
	if (first === undefined) throw new RangeError("The example has no rows.");
	const put = async (bytes: Uint8Array<ArrayBuffer>) => {
		const digest = await digestLarge(bytes);
		await api.putBlob(digest, bytes);
		return digest;
	};
	const shard = {
		input: await put(first.input),
		bytes: first.input.byteLength,
		items: first.items,
	};
	const manifest = canonicalJson({ version: 1, shards: Array(shards).fill(shard) });
	const { jobId } = await postUploadedJob(api, wallet, {
		title: "A job of the bench",
		kernel: plan.kernel,
		kernelVersion: plan.kernelVersion,
		params: plan.params,
		model: await put(example.model),
		manifest: await put(new TextEncoder().encode(manifest)),
		shards,
		policy: { quorum: 2, maxReplicas: 3 },
		pricePerReplica: 1n,
	});
	while ((await api.job(jobId)).state !== "running")
		await new Promise((resolve) => setTimeout(resolve, 50));
	return jobId;
}

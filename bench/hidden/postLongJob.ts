import { planMandelbrot } from "@tabgrid/kernels";
import { loadBuiltinModel } from "@tabgrid/kernels/node";
import { fundedWallet, MatcherApi, postJob } from "@tabgrid/sdk";

/**
 * Posts and pays a job of 4,096 fractal tiles, for one provider alone: more than it computes meanwhile. All
 * lie inside the set, so that each takes all iterations and as long as any other.
 */
export async function postLongJob(grid: {
	readonly matcherUrl: string;
	readonly rpcUrl: string;
}): Promise<void> {
	const api = new MatcherApi(grid.matcherUrl);
	const wallet = await fundedWallet(api, grid.rpcUrl);
	const plan = planMandelbrot({
		re: "-0.1",
		im: "0",
		span: 0.01,
		width: 2_048,
		height: 2_048,
		tile: 32,
		iterations: 1_024,
	});
	const { jobId } = await postJob(api, wallet, {
		title: "A fractal for a hidden tab",
		plan,
		model: await loadBuiltinModel("mandelbrot"),
		policy: { quorum: 1, maxReplicas: 1 },
		pricePerReplica: 1n,
	});
	while ((await api.job(jobId)).state !== "running")
		await new Promise((resolve) => setTimeout(resolve, 50));
}

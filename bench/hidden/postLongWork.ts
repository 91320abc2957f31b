import { planMandelbrot } from "@tabgrid/kernels";
import { loadBuiltinModel } from "@tabgrid/kernels/node";
import type { JobId } from "@tabgrid/protocol";
import { fundedWallet, MatcherApi, postJob } from "@tabgrid/sdk";

/** Each has 4,096 shards; some 2,000 to 3,000 are computed in a round of the bench. */
const jobs = 3;

/** Work for a provider. */
export interface LongWork {
	/** Throws when it is over, so that nothing was left to compute. */
	mustLast(): Promise<void>;
}

/**
 * Posts and pays jobs of fractal tiles, for one provider alone: more than it computes meanwhile. All tiles
 * lie inside the set, so that each takes all iterations and as long as any other.
 */
export async function postLongWork(grid: {
	readonly matcherUrl: string;
	readonly rpcUrl: string;
}): Promise<LongWork> {
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
	const model = await loadBuiltinModel("mandelbrot");
	const posted: JobId[] = [];
	for (let number = 1; number <= jobs; number++) {
		const { jobId } = await postJob(api, wallet, {
			title: `Fractal ${number} for a hidden tab`,
			plan,
			model,
			policy: { quorum: 1, maxReplicas: 1 },
			pricePerReplica: 1n,
		});
		posted.push(jobId);
	}
	const running = async () => {
		const states = await Promise.all(posted.map(async (jobId) => (await api.job(jobId)).state));
		return states.filter((state) => state === "running").length;
	};
	while ((await running()) < jobs) await new Promise((resolve) => setTimeout(resolve, 50));
	return {
		async mustLast() {
			if ((await running()) === 0)
				throw new Error("The jobs are over: measure for fewer seconds, or post more of them.");
		},
	};
}

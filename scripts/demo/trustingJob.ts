import { planMandelbrot } from "@tabgrid/kernels";
import { loadBuiltinModel } from "@tabgrid/kernels/node";
import { type MatcherApi, postJob, type Wallet, waitForJob } from "@tabgrid/sdk";
import type { Progress } from "./progress.ts";
import type { TrustingSummary } from "./summary.ts";

/**
 * A grid for people lets lone results mature for five minutes, and gives others a minute to come for the
 * last checks; nobody else comes to the demo's.
 */
export const demoMatcherEnv = { TRUST_MATURITY_MS: "2000", TRUST_PATIENCE_MS: "2000" };

/** A picture of 256 tiles: long enough for three new tabs to earn trust. */
const picture = {
	re: "-0.7436",
	im: "0.1318",
	span: 0.01,
	width: 512,
	height: 512,
	tile: 32,
	iterations: 208,
};
/** Minor units, for a tile. */
const pricePerReplica = 1_000n;
const limitMs = 10 * 60_000;

/** Posts a longer job under the usual trust policy and follows it until it is settled. */
export async function runTrustingJob(
	api: MatcherApi,
	client: Wallet,
	progress: Progress,
): Promise<TrustingSummary> {
	const plan = planMandelbrot(picture);
	progress.step(`A longer job of ${plan.shardCount} shards, by trust instead of a quorum`);
	const { jobId } = await postJob(api, client, {
		title: "Demo: a fractal, checked by trust",
		plan,
		model: await loadBuiltinModel("mandelbrot"),
		policy: { quorum: 2, maxReplicas: 6, trust: "balanced" },
		pricePerReplica,
	});
	const job = await waitForJob(api, jobId, { limitMs, onUpdate: (view) => progress.job(view) });
	const replicas = job.replicas.agreed + job.replicas.disagreed;
	return {
		job: jobId,
		shards: job.shardTotal,
		verified: job.shards.verified,
		replicas,
		executionsPerShard: replicas / Math.max(1, job.shards.verified),
		spotChecks: job.trust?.spotChecks.made ?? 0,
	};
}

import type { JobId } from "@tabgrid/protocol";
import { MatcherApi } from "@tabgrid/sdk";
import { rounded } from "../percentile.ts";
import { fullLoad, type LoadOptions, pacedLoad, withFleet } from "./measure.ts";
import { postBenchJob } from "./postBenchJob.ts";
import { type MatcherOptions, startMatcher } from "./startMatcher.ts";

/** Replicas of a shard: the job's quorum. */
const replicasPerShard = 2;

/** The matcher's figures at full load, then its latencies at half that load. */
export async function measureMatcher(
	where: MatcherOptions,
	load: LoadOptions & { readonly shards: number },
) {
	const matcher = await startMatcher(where);
	try {
		const jobId = await postBenchJob(matcher, load.shards);
		return await withFleet(matcher.url, load, async (fleet) => {
			const before = await progress(matcher, jobId);
			const { perSecond, clientCores } = await fullLoad(fleet, load);
			const after = await progress(matcher, jobId);
			const seconds = (after.at - before.at) / 1_000;
			const judged = after.verified - before.verified;
			const cpu = after.cpuSeconds - before.cpuSeconds;
			const latencies = await pacedLoad(fleet, load, perSecond / 2);
			return {
				replicasPerSecond: perSecond,
				// Over the whole full load with its warm-up: judging goes on beside it.
				judgedPerSecond: rounded((judged * replicasPerShard) / seconds),
				matcherCores: rounded(cpu / seconds),
				clientCores: rounded(clientCores),
				...latencies,
			};
		});
	} finally {
		await matcher.stop();
	}
}

async function progress(
	matcher: Awaited<ReturnType<typeof startMatcher>>,
	jobId: JobId,
): Promise<{ at: number; cpuSeconds: number; verified: number }> {
	const [cpuSeconds, job] = await Promise.all([
		matcher.cpuSeconds(),
		new MatcherApi(matcher.url).job(jobId),
	]);
	return { at: performance.now(), cpuSeconds, verified: job.shards.verified };
}

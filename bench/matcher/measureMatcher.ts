import { setTimeout as pause } from "node:timers/promises";
import type { JobId } from "@tabgrid/protocol";
import { MatcherApi } from "@tabgrid/sdk";
import { rounded } from "../percentile.ts";
import { fullLoad, type LoadOptions, pacedLoad, withFleet } from "./measure.ts";
import { postBenchJob } from "./postBenchJob.ts";
import { type MatcherOptions, type MatcherUnderTest, startMatcher } from "./startMatcher.ts";

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
			const caughtUp = await whenCaughtUp(matcher, jobId);
			const whole = (caughtUp.at - before.at) / 1_000;
			const latencies = await pacedLoad(fleet, load, perSecond / 2);
			return {
				replicasPerSecond: perSecond,
				// Over the whole full load with its warm-up: judging goes on beside it.
				judgedPerSecond: rounded((judged * replicasPerShard) / seconds),
				// Until all that was acknowledged is judged as well.
				sustainedPerSecond: rounded(
					((caughtUp.verified - before.verified) * replicasPerShard) / whole,
				),
				matcherCores: rounded(cpu / seconds),
				clientCores: rounded(clientCores),
				...latencies,
			};
		});
	} finally {
		await matcher.stop();
	}
}

/** Clients have stopped: waits until no more shards are verified, and answers when the last one was. */
async function whenCaughtUp(matcher: MatcherUnderTest, jobId: JobId) {
	let last = await progress(matcher, jobId);
	for (;;) {
		await pause(500);
		const now = await progress(matcher, jobId);
		if (now.verified === last.verified) return last;
		last = now;
	}
}

async function progress(
	matcher: MatcherUnderTest,
	jobId: JobId,
): Promise<{ at: number; cpuSeconds: number; verified: number }> {
	const [cpuSeconds, job] = await Promise.all([
		matcher.cpuSeconds(),
		new MatcherApi(matcher.url).job(jobId),
	]);
	return { at: performance.now(), cpuSeconds, verified: job.shards.verified };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fundedWallet, MatcherApi } from "@tabgrid/sdk";
import { startMatcher } from "../matcher/startMatcher.ts";
import { percentile, rounded } from "../percentile.ts";
import { BareRuns } from "../provider/BareRuns.ts";
import { RunningProvider } from "../provider/RunningProvider.ts";
import { inputsOf, planWork, postWork, workOf } from "../provider/work.ts";
import { say } from "../say.ts";

/** Bare runs and the loop take turns: on a shared machine the speed drifts. */
const rounds = 3;

/**
 * Time per shard of a whole provider (the real loop, socket, compute worker and matcher) beside bare
 * session.run on the same inputs.
 */
export async function benchRunner({ shardMs, seconds }: { shardMs: number; seconds: number }) {
	const folder = await mkdtemp(join(tmpdir(), "tabgrid-bench-"));
	const matcher = await startMatcher({ folder, databaseUrl: undefined, profile: undefined });
	const bare = new BareRuns();
	try {
		const api = new MatcherApi(matcher.url);
		const wallet = await fundedWallet(api, matcher.rpcUrl);
		const work = await workOf(shardMs, bare);
		const provider = await RunningProvider.start(matcher.url, work.flopPerSecond);
		const shards = Math.max(20, Math.round((seconds * 1_000) / shardMs));
		const bareMs: number[] = [];
		const loopMs: number[] = [];
		let runMs = 0;
		for (let round = 0; round < rounds; round++) {
			const plan = planWork(work, shards);
			const inputs = inputsOf(plan);
			bareMs.push(mean(await bare.times(work.model, inputs)));
			const ran = provider.runMs;
			loopMs.push(
				await loopTime(provider, shards, () =>
					postWork(api, wallet, plan, work, { quorum: 1, maxReplicas: 1 }),
				),
			);
			runMs += (provider.runMs - ran) / shards / rounds;
			bareMs.push(mean(await bare.times(work.model, inputs)));
			say(
				`round ${round + 1}: bare ${bareMs.slice(-2).map(rounded)} ms, loop ${rounded(loopMs.at(-1) ?? 0)} ms`,
			);
		}
		await provider.stop();
		// Each round's loop beside the bare runs right before and after it.
		const ratios = loopMs.map((ms, round) => mean(bareMs.slice(2 * round, 2 * round + 2)) / ms);
		return {
			bench: "runner",
			shards: rounds * shards,
			bareMsPerShard: rounded(mean(bareMs)),
			loopMsPerShard: rounded(mean(loopMs)),
			// The runs in the loop, and what is between two of them.
			runMsPerShard: rounded(runMs),
			betweenRunsMs: rounded(mean(loopMs) - runMs),
			efficiency: rounded(percentile(ratios, 0.5)),
			efficiencies: ratios.map(rounded),
		};
	} finally {
		await bare.close();
		await matcher.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** From the first shard's acknowledgement to the last's, per shard: the model is loaded by then. */
async function loopTime(
	provider: RunningProvider,
	shards: number,
	post: () => Promise<unknown>,
): Promise<number> {
	const before = provider.counts.accepted;
	const first = provider.until(({ counts }) => counts.accepted > before);
	const last = provider.until(({ counts }) => counts.accepted >= before + shards);
	await post();
	const from = await first;
	const done = provider.counts.accepted - before;
	return ((await last) - from) / (shards - done);
}

const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fundedWallet, MatcherApi } from "@tabgrid/sdk";
import { startMatcher } from "../matcher/startMatcher.ts";
import { percentile, rounded } from "../percentile.ts";
import { BareRuns } from "../provider/BareRuns.ts";
import { RunningProvider } from "../provider/RunningProvider.ts";
import { inputsOf, planWork, postWork, resultOf, workOf } from "../provider/work.ts";
import { say } from "../say.ts";
import { SteadyClient } from "./SteadyClient.ts";

/** Bare runs and the loop take turns: on a shared machine the speed drifts. */
const rounds = 3;

/** Every shard has one provider: there is one. */
const policy = { quorum: 1, maxReplicas: 1 };

/**
 * Time per shard of a whole provider (the real loop, socket, compute worker and matcher) beside bare
 * session.run on the same inputs: once on a machine that does nothing else, and once on one whose matcher
 * is as busy as the loop makes it, because a tab's matcher is on another machine.
 */
export async function benchRunner({ shardMs, seconds }: { shardMs: number; seconds: number }) {
	const folder = await mkdtemp(join(tmpdir(), "tabgrid-bench-"));
	const matcher = await startMatcher({ folder, databaseUrl: undefined, profile: undefined });
	const bare = new BareRuns();
	try {
		const api = new MatcherApi(matcher.url);
		const wallet = await fundedWallet(api, matcher.rpcUrl);
		const work = await workOf(shardMs, bare);
		const shards = Math.max(20, Math.round((seconds * 1_000) / shardMs));
		const bareMs = async () => mean(await bare.times(work.model, inputsOf(planWork(work, shards))));

		const inLoop = async () => {
			const provider = await RunningProvider.start(matcher.url, work.flopPerSecond);
			const cpu = await matcher.cpuSeconds();
			const ms = await loopTime(provider, shards, () =>
				postWork(api, wallet, planWork(work, shards), work, policy),
			);
			const matcherMs = ((await matcher.cpuSeconds()) - cpu) / shards;
			const runMs = provider.runMs / shards;
			await provider.stop();
			return { ms, runMs, matcherMs: matcherMs * 1_000 };
		};

		/** Bare runs while somebody else answers another job's shards as often as the loop did. */
		const besideMatcher = async (everyMs: number) => {
			const jobId = await postWork(api, wallet, planWork(work, 2 * shards), work, policy);
			while ((await api.job(jobId)).state !== "running") await pause(50);
			const client = await SteadyClient.start(matcher.url, everyMs, resultOf);
			const before = { cpu: await matcher.cpuSeconds(), answered: client.answered };
			const ms = await bareMs();
			const cpu = (await matcher.cpuSeconds()) - before.cpu;
			const answered = client.answered - before.answered;
			await client.finish();
			return { ms, matcherMs: (cpu * 1_000) / answered };
		};

		const runRound = async (round: number) => {
			const first = await bareMs();
			const loop = await inLoop();
			const busy = await besideMatcher(loop.ms);
			const idleMs = (first + (await bareMs())) / 2;
			say(
				`round ${round}: bare ${rounded(idleMs)} ms, beside a busy matcher ${rounded(busy.ms)} ms, loop ${rounded(loop.ms)} ms`,
			);
			return { idleMs, loop, busy };
		};
		type Round = Awaited<ReturnType<typeof runRound>>;
		const ran: Round[] = [];
		for (let round = 1; round <= rounds; round++) ran.push(await runRound(round));
		const meanOf = (value: (round: Round) => number) => rounded(mean(ran.map(value)));
		const toIdle = ran.map(({ idleMs, loop }) => idleMs / loop.ms);
		const toBusy = ran.map(({ busy, loop }) => busy.ms / loop.ms);
		return {
			bench: "runner",
			shards: rounds * shards,
			bareMsPerShard: meanOf(({ idleMs }) => idleMs),
			bareBesideMatcherMsPerShard: meanOf(({ busy }) => busy.ms),
			loopMsPerShard: meanOf(({ loop }) => loop.ms),
			// The runs in the loop, and what is between two of them.
			runMsPerShard: meanOf(({ loop }) => loop.runMs),
			betweenRunsMs: meanOf(({ loop }) => loop.ms - loop.runMs),
			// Processor time of the matcher for a shard, which both comparisons should share.
			matcherMsPerShard: meanOf(({ loop }) => loop.matcherMs),
			matcherMsPerShardBesideBare: meanOf(({ busy }) => busy.matcherMs),
			efficiency: rounded(percentile(toIdle, 0.5)),
			efficiencies: toIdle.map(rounded),
			efficiencyBesideMatcher: rounded(percentile(toBusy, 0.5)),
			efficienciesBesideMatcher: toBusy.map(rounded),
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

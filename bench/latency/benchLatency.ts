import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobId } from "@tabgrid/protocol";
import { fundedWallet, MatcherApi } from "@tabgrid/sdk";
import { startMatcher } from "../matcher/startMatcher.ts";
import { percentile, rounded } from "../percentile.ts";
import { BareRuns } from "../provider/BareRuns.ts";
import { RunningProvider } from "../provider/RunningProvider.ts";
import { inputsOf, planWork, postWork, workOf } from "../provider/work.ts";
import { say } from "../say.ts";

/** Bare time of the shard: short, so that what surrounds it shows. */
const shardMs = 5;
const quorum = 2;

/**
 * Jobs of one shard, paid already, with idle providers whose model is warm: the time from the moment
 * the work is open to the moment both providers hear the verdict, less bare session.run.
 */
export async function benchLatency({ jobs }: { jobs: number }) {
	const folder = await mkdtemp(join(tmpdir(), "tabgrid-bench-"));
	const matcher = await startMatcher({ folder, databaseUrl: undefined, profile: undefined });
	const bare = new BareRuns();
	try {
		const api = new MatcherApi(matcher.url);
		const wallet = await fundedWallet(api, matcher.rpcUrl);
		const work = await workOf(shardMs, bare);
		const providers = await Promise.all(
			Array.from({ length: quorum }, () => RunningProvider.start(matcher.url, work.flopPerSecond)),
		);
		const one = async () => {
			const plan = planWork(work, 1);
			const [bareMs] = await bare.times(work.model, inputsOf(plan));
			const agreed = providers.map((provider) => {
				const before = provider.counts.agreed;
				return provider
					.until(({ counts }) => counts.agreed > before)
					.then((at) => performance.timeOrigin + at);
			});
			const jobId = await postWork(api, wallet, plan, work, { quorum, maxReplicas: quorum });
			const told = Math.max(...(await Promise.all(agreed)));
			return { ...(await stations(api, jobId)), told, bareMs: bareMs ?? 0 };
		};
		await one(); // the model is fetched and its session made
		const measured: Awaited<ReturnType<typeof one>>[] = [];
		for (let job = 0; job < jobs; job++) measured.push(await one());
		await Promise.all(providers.map((provider) => provider.stop()));
		const spread = (of: (job: (typeof measured)[number]) => number) => ({
			p50: rounded(percentile(measured.map(of), 0.5)),
			p90: rounded(percentile(measured.map(of), 0.9)),
		});
		const added = spread(({ openedAt, told, bareMs }) => told - openedAt - bareMs);
		say(`${jobs} jobs: ${JSON.stringify(added)}`);
		return {
			bench: "latency",
			jobs,
			addedP50Ms: added.p50,
			addedP90Ms: added.p90,
			ratioToBare: rounded(
				percentile(
					measured.map(({ openedAt, told, bareMs }) => (told - openedAt) / bareMs),
					0.5,
				),
			),
			bareMs: spread(({ bareMs }) => bareMs),
			// Where it goes: opened → both leased → both submitted → both told.
			toLeasedMs: spread(({ openedAt, leasedAt }) => leasedAt - openedAt),
			toSubmittedMs: spread(({ leasedAt, submittedAt }) => submittedAt - leasedAt),
			toVerdictMs: spread(({ submittedAt, told }) => told - submittedAt),
		};
	} finally {
		await bare.close();
		await matcher.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** When the matcher opened, leased and took in a job's only shard; epoch ms by its clock, the same as ours. */
async function stations(api: MatcherApi, jobId: JobId) {
	const [{ events }, shard] = await Promise.all([api.jobEvents(jobId), api.shard(jobId, 0)]);
	const opened = events.find(({ kind }) => kind === "running");
	if (opened === undefined) throw new Error("The job's log doesn't tell when its work was opened.");
	return {
		openedAt: opened.at,
		leasedAt: Math.max(...shard.replicas.map(({ leasedAt }) => leasedAt)),
		submittedAt: Math.max(...shard.replicas.map(({ submittedAt }) => submittedAt ?? Number.NaN)),
	};
}

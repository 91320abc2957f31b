import { type ErrorCode, jobIdOf } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { failingRules } from "../core/failingJob.ts";
import { failReplicas } from "./failReplicas.ts";
import { jobEvents } from "./jobEvents.ts";
import { jobView } from "./jobView.ts";
import { leaseReplicas } from "./leaseReplicas.ts";
import { stopFailingJobs } from "./stopFailingJobs.ts";
import { describeStore, type StoreUnderTest } from "./testing/describeStore.ts";
import { ask, provider, runningJob, start, submit } from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";

describeStore("a job that fails everywhere", (store: StoreUnderTest) => {
	/** Session keys that each fail with three shards, from the networks named. */
	const fail = async (networks: readonly string[], code: ErrorCode = "MODEL_FAILED") => {
		for (const [place, network] of networks.entries()) {
			const who = await provider(store(), `failing ${place}`);
			const [reply] = await leaseReplicas(store(), [{ ...who, network, capacity: 3 }], start);
			const error = { code, message: `It divides by zero\0 at ${network}.` };
			const failures = (reply?.leases ?? []).map(({ replicaId }) => ({
				providerId: who.providerId,
				replicaId,
				error,
			}));
			await failReplicas(store(), failures, start + place);
		}
	};
	const stop = () => stopFailingJobs(store(), failingRules, start + 100);

	it("is stopped with the reason, everything of it at once, and stays so", async () => {
		const { spec } = await runningJob(store(), { shards: 5 });
		await fail(["home", "office", "home"]);
		const other = await runningJob(store(), { shards: 1, title: "sound" });
		const idle = await provider(store(), "latecomer");
		await ask(store(), idle, 1, start + 50);
		const [stopped, ...rest] = await stop();
		expect(rest).toEqual([]);
		expect(stopped).toMatchObject({ jobId: jobIdOf(spec), revoked: expect.any(Array) });
		const job = await jobView(store(), jobIdOf(spec));
		expect(job).toMatchObject({ state: "failed", earned: "0", shards: { failed: 5 } });
		expect(job?.reason).toMatch(/3 providers in 2 networks .* MODEL_FAILED: It divides by zero/);
		const events = await jobEvents(store(), jobIdOf(spec));
		expect(events.at(-1)).toMatchObject({ kind: "failed", message: job?.reason });
		expect(await stop()).toEqual([]);
		expect(await jobView(store(), other.jobId)).toMatchObject({ state: "running" });
		expect(await violations(store())).toEqual({});
	});

	it("isn't one that fails in one network only, or by what isn't the job's fault", async () => {
		await runningJob(store(), { shards: 5 });
		await fail(["home", "home", "home", "home"]);
		expect(await stop()).toEqual([]);
	});

	it("isn't one whose providers lost their devices", async () => {
		await runningJob(store(), { shards: 5 });
		await fail(["home", "office", "train"], "DEVICE_LOST");
		expect(await stop()).toEqual([]);
	});

	it("isn't one that somebody could compute, or is computing since before", async () => {
		await runningJob(store(), { shards: 5 });
		const honest = await provider(store(), "honest");
		const leases = await ask(store(), honest);
		await fail(["home", "office", "train"]);
		expect(await stop()).toEqual([]);
		await submit(store(), honest, leases, "result", start + 60);
		expect(await stop()).toEqual([]);
		expect(await violations(store())).toEqual({});
	});
});

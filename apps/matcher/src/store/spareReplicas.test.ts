import { expect, it } from "vitest";
import { addSpareReplicas } from "./addSpareReplicas.ts";
import { expireLeases } from "./expireLeases.ts";
import { jobView } from "./jobView.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	judgeAll,
	provider,
	runningJob,
	start,
	submit,
	walletOf,
} from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";

describeStore("spare replicas near a job's end", (store) => {
	/** A job of one shard: one provider has submitted, the other one is slow. */
	const straggling = async () => {
		const { jobId } = await runningJob(store(), { shards: 1, quorum: 2, maxReplicas: 3 });
		const [quick, slow, idle] = await Promise.all(
			["quick", "slow", "idle"].map((name) => provider(store(), name)),
		);
		if (!quick || !slow || !idle) throw new Error("There are three providers.");
		await submit(store(), quick, await ask(store(), quick), "result", start + 1_000);
		const held = await ask(store(), slow);
		return { jobId, quick, slow, idle, held };
	};
	const at = (ms: number) => start + ms;
	const spare = (who: { providerId: string }, ms: number) =>
		addSpareReplicas(store(), [{ providerId: who.providerId, wallet: null }], at(ms));

	it("go to an idle provider once a lease is slow, one at a time", async () => {
		const { jobId, slow, idle } = await straggling();
		expect(await ask(store(), idle)).toEqual([]);
		expect(await spare(idle, 2_000)).toEqual([]);
		expect(await spare(slow, 30_000)).toEqual([]);
		expect(await spare(idle, 30_000)).toEqual([{ jobId, shards: [0] }]);
		expect(await spare(idle, 30_000)).toEqual([]);
		expect(await ask(store(), idle, 1, at(30_000))).toHaveLength(1);
		expect(await violations(store())).toEqual({});
	});

	it("are paid as all others that agree while the job runs: the slow one too, and none above the policy", async () => {
		const { jobId, slow, idle, held } = await straggling();
		await spare(idle, 30_000);
		await submit(store(), idle, await ask(store(), idle, 1, at(30_000)), "result", at(31_000));
		await judgeAll(store(), at(31_000));
		expect(await jobView(store(), jobId)).toMatchObject({
			earned: "2000",
			shards: { verified: 1 },
		});
		await submit(store(), slow, held, "result", at(32_000));
		await judgeAll(store(), at(32_000));
		expect(await jobView(store(), jobId)).toMatchObject({ earned: "3000" });
		expect(await violations(store())).toEqual({});
	});

	it("take the slow one's place when it expires, instead of asking for yet another", async () => {
		const { idle } = await straggling();
		await spare(idle, 30_000);
		await ask(store(), idle, 1, at(30_000));
		await expireLeases(store(), at(70_000));
		const other = await provider(store(), "another");
		expect(await ask(store(), other, 1, at(70_000))).toEqual([]);
		expect(await violations(store())).toEqual({});
	});

	it("are for jobs that have begun all their shards, and not for the slow one's own wallet", async () => {
		const { slow, idle } = await straggling();
		const wallet = walletOf("slow");
		await store().query("update providers set wallet = $1 where provider_id = $2", [
			wallet,
			slow.providerId,
		]);
		const twin = [{ providerId: idle.providerId, wallet }];
		expect(await addSpareReplicas(store(), twin, at(30_000))).toEqual([]);
		const { jobId } = await runningJob(store(), { shards: 9 });
		await ask(store(), idle);
		const spared = await spare(await provider(store(), "free"), 50_000);
		expect(spared.map((job) => job.jobId)).not.toContain(jobId);
	});
});

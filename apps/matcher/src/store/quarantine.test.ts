import { expect, it } from "vitest";
import { providerSummary } from "./providerSummary.ts";
import { quarantineFamilies } from "./quarantineFamilies.ts";
import { submitReplicas } from "./submitReplicas.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	digestOf,
	judgeAll,
	provider,
	runningJob,
	season,
	start,
	submissionOf,
	submit,
	type TestProvider,
} from "./testing/fixtures.ts";
import { violations } from "./testing/invariants.ts";

describeStore("quarantine", (db) => {
	const faulty = { backend: "webgpu", adapter: "Faulty GPU" } as const;

	/** Three owners of the same GPU each answer a shard wrongly, and are refuted by established providers. */
	async function faultyOwners(): Promise<TestProvider> {
		const join = (name: string, can = {}) => provider(db(), name, can, start, `block of ${name}`);
		const established = await Promise.all(["ada", "bob", "cyd"].map((name) => join(name)));
		for (const one of established) await season(db(), one, 500);
		const owners = await Promise.all(["one", "two", "three"].map((name) => join(name, faulty)));
		for (const owner of owners) {
			await runningJob(db(), { trust: "balanced", maxReplicas: 5, shards: 1 });
			const [lease] = await ask(db(), owner);
			if (lease === undefined) throw new Error("There is a shard for each.");
			const wrong = { ...submissionOf(owner, lease.replicaId, "garbage"), ...faulty };
			await submitReplicas(db(), [wrong], start);
			for (const one of established) {
				await judgeAll(db());
				await submit(db(), one, await ask(db(), one), "true");
			}
			await judgeAll(db());
		}
		const [first] = owners;
		if (first === undefined) throw new Error("There are three.");
		return first;
	}

	it("keeps a model from a backend family that computes it wrongly, and forgives its owners", async () => {
		const owner = await faultyOwners();
		const caught = await providerSummary(db(), owner.providerId, start);
		expect(caught?.trust).toMatchObject({ suspended: { reason: "wrong" }, checks: { failed: 1 } });

		const family = "webgpu faulty gpu";
		expect(await quarantineFamilies(db(), start)).toEqual([{ model: digestOf("model"), family }]);
		const forgiven = await providerSummary(db(), owner.providerId, start);
		expect(forgiven?.trust.suspended).toBeNull();

		await runningJob(db(), { trust: "balanced", maxReplicas: 5 });
		expect(await ask(db(), owner)).toEqual([]);
		const onProcessor = await provider(db(), "one", {}, start, "block of one");
		expect(await ask(db(), onProcessor)).toHaveLength(1);
		expect(await quarantineFamilies(db(), start)).toEqual([]);
		expect(await violations(db())).toEqual({});
	});

	it("has forgiven owners begin anew on every model, whatever they passed since", async () => {
		const owner = await faultyOwners();
		await season(db(), owner, 3);
		await quarantineFamilies(db(), start);
		expect(
			await db().query("select good, bad from providers where provider_id = $1", [
				owner.providerId,
			]),
		).toEqual([{ good: 0, bad: 0 }]);
		expect(await violations(db())).toEqual({});
	});
});

import { checkDraw, type JobId } from "@tabgrid/protocol";
import { hexToBytes } from "viem";
import { closeTrusted } from "../closeTrusted.ts";
import { jobView } from "../jobView.ts";
import { lookBack } from "../lookBack.ts";
import { providerSummary } from "../providerSummary.ts";
import type { StoreUnderTest } from "./describeStore.ts";
import {
	ask,
	type JobOptions,
	judgeAll,
	provider,
	season,
	start,
	submit,
	type TestProvider,
} from "./fixtures.ts";

export const balanced: JobOptions = { trust: "balanced", maxReplicas: 5, price: 1_000n };

/** What tests of jobs with a trust policy do with a store. */
export function trustScene(db: StoreUnderTest) {
	/** Providers that have passed `good` checks before. */
	async function seasoned(
		names: readonly string[],
		good = 500,
		here = good,
	): Promise<TestProvider[]> {
		const made: TestProvider[] = [];
		for (const name of names) {
			const one = await provider(db(), name, {}, start, `block of ${name}`);
			await season(db(), one, good, here);
			made.push(one);
		}
		return made;
	}
	/** Makes the lot fall on no shard, or on these alone: the secret is searched for. */
	async function drawOnly(jobId: JobId, drawn: readonly number[], shards: number, above = 0.3) {
		for (let salt = 0; ; salt++) {
			const secret = `0x${salt.toString(16).padStart(64, "0")}` as const;
			const draws = Array.from({ length: shards }, (_, shard) =>
				checkDraw(hexToBytes(secret), shard),
			);
			const fits = draws.every((draw, shard) => draw < above === drawn.includes(shard));
			if (!fits || drawn.some((shard) => (draws[shard] ?? 1) > 0.015)) continue;
			await db().query("update jobs set audit_secret = $2 where job_id = $1", [jobId, secret]);
			return;
		}
	}
	/** Everyone in turn asks for one shard, answers and is judged, until nobody gets any. */
	async function computeAll(
		crowd: readonly TestProvider[],
		answer: (who: TestProvider, shard: number, done: number) => string = () => "true",
		now = start,
	) {
		const done = new Map<TestProvider, number>();
		for (let idle = 0; idle < crowd.length; ) {
			for (const who of crowd) {
				const [lease] = await ask(db(), who, 1, now);
				idle = lease === undefined ? idle + 1 : 0;
				if (lease === undefined) continue;
				const count = done.get(who) ?? 0;
				done.set(who, count + 1);
				await submit(db(), who, [lease], answer(who, lease.shardIndex, count), now);
				await judgeAll(db(), now);
			}
		}
		return [...done.values()].reduce((a, b) => a + b, 0);
	}
	/** These are connected at the start, and nobody else. */
	async function connected(there: readonly TestProvider[]): Promise<void> {
		await db().query(
			`update connections set seen_at = case when provider in (
			 	select id from providers where provider_id in (select json_array_elements_text($1::json))
			 ) then $2::bigint else 0 end`,
			[JSON.stringify(there.map(({ providerId }) => providerId)), start],
		);
	}
	/** Settles the job as the matcher does; answers how many results that took. */
	async function settle(jobId: JobId, crowd: readonly TestProvider[], now: number) {
		let results = 0;
		for (let round = 0; round < 20; round++) {
			await lookBack(db(), now);
			await closeTrusted(db(), now, 0);
			if ((await jobView(db(), jobId))?.state === "settling") return results;
			results += await computeAll(crowd, undefined, now);
		}
		throw new Error("The job doesn't settle.");
	}
	const view = async (jobId: JobId) => {
		const job = await jobView(db(), jobId);
		if (job === null) throw new Error("There is the job.");
		return job;
	};
	const summaryOf = (who: TestProvider, now = start) => providerSummary(db(), who.providerId, now);

	return { seasoned, drawOnly, computeAll, connected, settle, view, summaryOf };
}

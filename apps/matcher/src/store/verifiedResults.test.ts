import { expect, it } from "vitest";
import { verifiedResults } from "./index.ts";
import { describeStore } from "./testing/describeStore.ts";
import { ask, digestOf, judgeAll, provider, runningJob, submit } from "./testing/fixtures.ts";
import { othersCommitted } from "./testing/othersCommitted.ts";

describeStore("results as they come", (db) => {
	it("are told once each, in the order in which they were verified, page by page", async () => {
		const { jobId } = await runningJob(db(), { shards: 5 });
		const ada = await provider(db(), "ada");
		const bob = await provider(db(), "bob");
		expect(await verifiedResults(db(), jobId, { limit: 10 })).toEqual([]);

		const adas = await ask(db(), ada, 5);
		const bobs = await ask(db(), bob, 5);
		const verify = async (indexes: readonly number[], output: string) => {
			const of = (leases: typeof adas) =>
				leases.filter(({ shardIndex }) => indexes.includes(shardIndex));
			await submit(db(), ada, of(adas), output);
			await submit(db(), bob, of(bobs), output);
			await judgeAll(db());
			await othersCommitted(db());
		};
		await verify([3], "late");
		const first = await verifiedResults(db(), jobId, { limit: 10 });
		expect(first.map(({ index, digest }) => [index, digest])).toEqual([[3, digestOf("late")]]);
		const after = first[0]?.cursor;
		expect(await verifiedResults(db(), jobId, { after, limit: 10 })).toEqual([]);

		await verify([0, 4], "same");
		await verify([1, 2], "same");
		const seen: number[] = [];
		for (let cursor = after; ; ) {
			const [result] = await verifiedResults(db(), jobId, { after: cursor, limit: 1 });
			if (result === undefined) break;
			seen.push(result.index);
			cursor = result.cursor;
		}
		expect(seen).toEqual([0, 4, 1, 2]);
	});

	it("are none for a job that nobody knows", async () => {
		const { jobId } = await runningJob(db());
		const other = jobId.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
		expect(await verifiedResults(db(), other as typeof jobId, { limit: 10 })).toEqual([]);
	});
});

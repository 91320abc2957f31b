import { expect, it } from "vitest";
import { createDraft } from "./createDraft.ts";
import { forgetUnreferencedBlobs } from "./forgetUnreferencedBlobs.ts";
import { inlineBlobs } from "./inlineBlobs.ts";
import { findBlobs, recordBlobs } from "./recordBlobs.ts";
import { submitReplicas } from "./submitReplicas.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	digestOf,
	draftJob,
	operator,
	provider,
	runningJob,
	start,
	submissionOf,
	submit,
} from "./testing/fixtures.ts";

describeStore("blobs", (db) => {
	const blob = (name: string) => ({ digest: digestOf(name), bytes: 7 });

	it("are known once recorded", async () => {
		await recordBlobs(db(), [blob("a"), blob("a"), blob("b")], start);
		const found = await findBlobs(db(), [digestOf("b"), digestOf("c")]);
		expect(found).toEqual([blob("b")]);
	});

	it("are forgotten when they are old and nothing refers to them", async () => {
		const names = ["model", "manifest", "input 0", "output", "old", "new"];
		await recordBlobs(db(), names.map(blob), start);
		await recordBlobs(db(), [blob("new")], start + 10);
		await runningJob(db(), { shards: 1 }, start - 5);
		const ada = await provider(db(), "ada");
		await submit(db(), ada, await ask(db(), ada), "output");
		const options = { createdBefore: start + 5, limit: 10 };
		expect(await forgetUnreferencedBlobs(db(), options)).toEqual([blob("old")]);
		expect(await forgetUnreferencedBlobs(db(), options)).toEqual([]);
	});

	it("that came inline are kept with their submission, once for all who computed the same", async () => {
		await runningJob(db(), { shards: 1 });
		const output = new Uint8Array([1, 0, 2]);
		const submissions = await Promise.all(
			["ada", "bob"].map(async (name) => {
				const who = await provider(db(), name);
				const [lease] = await ask(db(), who);
				return { ...submissionOf(who, lease?.replicaId ?? "", "output"), output };
			}),
		);
		for (const submission of submissions)
			expect(await submitReplicas(db(), [submission], start)).toMatchObject([{ ok: true }]);
		const found = await inlineBlobs(db(), [digestOf("output"), digestOf("other")]);
		expect([...found]).toEqual([[digestOf("output"), output]]);
		expect(await findBlobs(db(), [digestOf("output")])).toEqual([
			{ digest: digestOf("output"), bytes: 3 },
		]);
	});

	it("of a new draft count as new", async () => {
		await recordBlobs(db(), [blob("model")], start);
		await createDraft(db(), draftJob(), { operator, now: start + 10 });
		await db().script("delete from job_events; delete from shards; delete from jobs;");
		const options = { createdBefore: start + 5, limit: 10 };
		expect(await forgetUnreferencedBlobs(db(), options)).toEqual([]);
	});
});

import { expect, it } from "vitest";
import { createDraft } from "./createDraft.ts";
import { forgetUnreferencedBlobs } from "./forgetUnreferencedBlobs.ts";
import { findBlobs, recordBlobs } from "./recordBlobs.ts";
import { describeStore } from "./testing/describeStore.ts";
import {
	ask,
	digestOf,
	draftJob,
	operator,
	provider,
	runningJob,
	start,
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

	it("of a new draft count as new", async () => {
		await recordBlobs(db(), [blob("model")], start);
		await createDraft(db(), draftJob(), { operator, now: start + 10 });
		await db().script("delete from job_events; delete from shards; delete from jobs;");
		const options = { createdBefore: start + 5, limit: 10 };
		expect(await forgetUnreferencedBlobs(db(), options)).toEqual([]);
	});
});

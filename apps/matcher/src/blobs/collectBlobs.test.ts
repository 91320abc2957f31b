import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Digest } from "@tabgrid/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLogger } from "../log.ts";
import type { Db } from "../store/index.ts";
import { openMemoryStore } from "../store/testing/openTestStore.ts";
import { collectBlobs, keepUnreferencedMs } from "./collectBlobs.ts";
import { openFileBlobStore } from "./fileBlobStore.ts";
import { RecordedBlobs } from "./RecordedBlobs.ts";

const log = createLogger("silent");
let root: string;
let db: Db;
let blobs: RecordedBlobs;
beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), "tabgrid-blobs-"));
	db = await openMemoryStore();
	blobs = new RecordedBlobs(await openFileBlobStore(root), db);
});
afterEach(async () => {
	await db.close();
	await rm(root, { recursive: true, force: true });
});

const put = async (value: string) => (await blobs.putBytes(new TextEncoder().encode(value))).digest;
const age = (digest: Digest) => {
	const path = join(root, digest.slice(0, 2), digest.slice(2, 4), digest);
	return utimes(path, new Date(0), new Date(0));
};

it("deletes what nothing refers to after a day, recorded or not, and keeps what is asked for", async () => {
	const old = await put("old");
	const wanted = await put("wanted");
	const { digest: unrecorded } = await blobs.bytes.putBytes(new TextEncoder().encode("unrecorded"));
	for (const digest of [old, wanted, unrecorded]) await age(digest);
	const tomorrow = Date.now() + keepUnreferencedMs + 60_000;
	expect(await collectBlobs(db, blobs.bytes, log, Date.now() - 60_000)).toBe(1);
	expect(await blobs.bytes.size(unrecorded)).toBeUndefined();

	await blobs.keep([{ digest: wanted, bytes: 6 }]);
	expect(await blobs.missing([wanted])).toEqual([]);
	expect(await collectBlobs(db, blobs.bytes, log, tomorrow - 120_000)).toBe(0);
	expect(await collectBlobs(db, blobs.bytes, log, tomorrow)).toBe(2);
	expect(await blobs.missing([old, wanted])).toEqual([old, wanted]);
});

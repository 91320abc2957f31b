import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Digest } from "@tabgrid/protocol";
import { expect, it } from "vitest";
import { submitReplicas } from "../store/index.ts";
import { ask, provider, runningJob, start, submissionOf } from "../store/testing/fixtures.ts";
import { openMemoryStore } from "../store/testing/openTestStore.ts";
import { openFileBlobStore } from "./fileBlobStore.ts";
import { filesFirst } from "./filesFirst.ts";

it("finds results that came inline in the database, and everything else among the files", async () => {
	const root = await mkdtemp(join(tmpdir(), "tabgrid-blobs-"));
	const db = await openMemoryStore();
	try {
		const blobs = filesFirst(db, await openFileBlobStore(root));
		const output = new Uint8Array([0, 1, 255]);
		const digest = Digest.parse(createHash("sha256").update(output).digest("hex"));
		await runningJob(db, { shards: 1 });
		const ada = await provider(db, "ada");
		const [lease] = await ask(db, ada);
		const inline = { ...submissionOf(ada, lease?.replicaId ?? "", "any"), digest, output };
		expect(await submitReplicas(db, [inline], start)).toMatchObject([{ ok: true }]);

		expect(await blobs.read(digest)).toEqual(output);
		expect(await blobs.size(digest)).toBe(3);
		const { bytes, body } = await blobs.stream(digest);
		expect(bytes).toBe(3);
		expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(output);

		const file = await blobs.putBytes(new Uint8Array([7]));
		expect(await blobs.read(file.digest)).toEqual(new Uint8Array([7]));
		expect(await blobs.size(file.digest)).toBe(1);
		const unknown = Digest.parse("0".repeat(64));
		expect(await blobs.missing([digest, file.digest, unknown])).toEqual([unknown]);
		await expect(blobs.read(unknown)).rejects.toMatchObject({ code: "MISSING_BLOB" });
	} finally {
		await db.close();
		await rm(root, { recursive: true, force: true });
	}
});
